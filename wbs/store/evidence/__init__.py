"""What a unit shows for the evaluation sheet: documents, answers, monev, packs."""

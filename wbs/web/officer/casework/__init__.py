"""Working together on cases: who has one, notes, tasks, links, search, several at once, a case on paper."""

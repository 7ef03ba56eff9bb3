"""The evaluation sheet (LKE) on screen: the rows, the calendar of evidence, further uses of documents."""

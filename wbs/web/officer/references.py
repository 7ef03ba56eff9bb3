"""How officers name a case to each other: the beginning of its random id."""

LENGTH = 8


def reference(case_id: str) -> str:
    """A short name of the case, such as 31A0-535E; two cases may share one, an id they never do."""
    short = case_id[:LENGTH].upper()
    return f"{short[: LENGTH // 2]}-{short[LENGTH // 2 :]}"

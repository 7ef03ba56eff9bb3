"""Custodians: what they keep of a case, and how k of them let somebody open it."""

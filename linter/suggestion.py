"""The nearest right word for a wrong one."""

from __future__ import annotations

from collections.abc import Iterable


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """是不是“尽快”？, or another advice where no known word is like it."""
    # Only faults need it, and it costs half a millisecond to import.
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"是不是“{near[0]}”？" if near else otherwise

"""Compiled regular expressions, kept between runs of the program.

Python compiles regular expressions in Python and keeps none of them: ours take longer than
checking a notice does. What its compiler made is kept and handed to `_sre.compile`, which
verifies the code it is given. Whatever is not as expected is compiled as always.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import re
from array import array
from typing import Any, Protocol

# `re._compiler` has been there since Python 3.11; the code of another version has another key.
compiler: Any = getattr(re, "_compiler", None)
KEY = f"patterns-{_sre.MAGIC}-{_sre.CODESIZE}"
MOST = 1_500
Kept = dict[tuple[str, int], tuple[int, bytes, int, dict[str, int]]]


class Store(Protocol):
    """Where the patterns are kept."""

    def get(self, key: str) -> bytes | None:
        """What was put under the key."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key."""
        ...


class KeptPatterns:
    """Stands in for the compiler of `re` from `start` to `finish`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kept: Kept = {}
        self.fresh = False
        self.used: set[tuple[str, int]] = set()
        self._code: list[int] = []

    def start(self) -> None:
        """Take over from the compiler."""
        if compiler is None:
            return
        self._compile, self._encode = compiler.compile, compiler._code
        compiler.compile, compiler._code = self.compile, self.encode
        try:
            kept = marshal.loads(self.store.get(KEY) or b"")
        except (ValueError, EOFError, TypeError):
            return
        self.kept = kept if isinstance(kept, dict) else {}

    def finish(self) -> None:
        """Hand back to the compiler, and keep what is new."""
        if compiler is None:
            return
        compiler.compile, compiler._code = self._compile, self._encode
        if self.fresh:
            # Beyond what was used now, patterns of other commands may stay, of old rules need not.
            kept = self.kept if len(self.kept) < MOST else {k: self.kept[k] for k in self.used}
            self.store.put(KEY, marshal.dumps(kept))

    def encode(self, tree: Any, flags: int) -> list[int]:
        """What the compiler makes of a parsed pattern, remembered."""
        self._code = self._encode(tree, flags)
        return self._code

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """A compiled pattern: from what was kept, else compiled and kept."""
        if not isinstance(pattern, str):
            return self._compile(pattern, flags)
        key = (pattern, int(flags))
        self.used.add(key)
        try:
            return _revive(pattern, *self.kept[key])
        except (KeyError, TypeError, ValueError, RuntimeError, OverflowError):
            made = self._compile(pattern, flags)
            code = array("I", self._code).tobytes()
            self.kept[key] = (made.flags, code, made.groups, dict(made.groupindex))
            self.fresh = True
            return made


def _revive(pattern: str, flags: int, code: bytes, groups: int, index: dict[str, int]) -> Any:
    names: list[str | None] = [None] * (groups + 1)
    for name, group in index.items():
        names[group] = name
    words = array("I", code).tolist()
    return _sre.compile(pattern, flags, words, groups, index, tuple(names))

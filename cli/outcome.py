"""Exit codes: part of the command line's contract."""

from __future__ import annotations

from typing import Final

CLEAN: Final = 0
FOUND: Final = 1
"""Findings at or above --fail-on, or files that would change."""
BROKEN: Final = 2
"""Bad usage, a file that cannot be read or written, broken settings or rules."""
INTERRUPTED: Final = 130
UNREAD: Final = 141
"""Whoever read the output went away (as a shell reports SIGPIPE)."""

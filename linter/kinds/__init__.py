"""What rules may name: each kind of object with its attributes."""

from __future__ import annotations

from hegao.linter.kinds import notice, passages, tasks
from hegao.linter.schema import Kind

KINDS: dict[str, Kind] = notice.KINDS | tasks.KINDS | passages.KINDS

NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(name for kind in KINDS.values() for name in kind.attributes)
)

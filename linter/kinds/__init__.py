"""What rules may name: each kind of object with its attributes."""

from __future__ import annotations

from hegao.linter.kinds import notice, passages, tasks, upstream
from hegao.linter.schema import Kind

KINDS: dict[str, Kind] = notice.KINDS | tasks.KINDS | passages.KINDS | upstream.KINDS
for _name, _more in upstream.BEYOND.items():
    KINDS[_name] = KINDS[_name]._replace(attributes=KINDS[_name].attributes | _more)

NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(name for kind in KINDS.values() for name in kind.attributes)
)

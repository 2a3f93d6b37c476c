"""The files that a draft may name: upstream notices, units lists, rules files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.proposal import Proposal, literal
from hegao.lsp.feature import Surroundings
from hegao.lsp.files.notices import Notices

SUFFIXES: Final[dict[str, tuple[str, ...]]] = {
    "上级文件": (".notice", ".docx", ".html", ".htm", ".txt", ".xlsx"),
    "机构名录": (".csv",),
    "规则文件": (".noticerules",),
}
READ: Final = 20
"""Of so many notices the titles are looked up; the others are called by their file."""


def file_names(cursor: Cursor, around: Surroundings) -> Iterator[Proposal]:
    """Files as the draft has to name them; an upstream with an alias and its title."""
    field, own = cursor.field, cursor.draft.path
    if field is None or own is None or field.name not in SUFFIXES:
        return
    in_bracket = cursor.behind("（(", field.start)
    whole = field.name == "上级文件" and in_bracket <= field.start
    found = around.notices.paths(SUFFIXES[field.name])
    # Notices in the same folder are mostly drafts of one's own.
    others = sorted((path for path in found if path != own), key=lambda p: p.parent == own.parent)
    for place, path in enumerate(others):
        name = _name_from(own, path)
        if not whole:
            yield Proposal(name, in_bracket, "", (path.name,), kind="file")
            continue
        title = _title(path, around.notices) if place < READ else path.stem
        text = f"${{1:别名}}＝《${{2:{literal(title)}}}》（{literal(name)}）"
        label = f"《{title}》（{name}）"
        yield Proposal(label, field.start, text, (title, name, path.name), kind="file")


def _name_from(draft: Path, path: Path) -> str:
    """The path from the folder of the draft, or from the nearest one above that holds it."""
    folder = next((each for each in draft.parents if path.is_relative_to(each)), draft.parent)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _title(path: Path, notices: Notices) -> str:
    """What a notice calls itself; the name of the file where it is none, or says no title."""
    found = notices.at(path) if path.suffix == ".notice" else None
    notice = found.notice if found else None
    title = (notice.value("印发件") or notice.value("标题")) if notice else None
    return title or path.stem

"""The parts of a Word file that hold text, found the way Word finds them: by relationships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from hegao.dsl.recover.archive import Archive, open_archive
from hegao.dsl.recover.finished import UnreadableError
from hegao.dsl.recover.xml_parts import Element, read_part

USUAL_MAIN: Final = "word/document.xml"
MARGINS: Final = {"w:headerReference": "页眉", "w:footerReference": "页脚"}
OTHERS: Final = {
    "xl/workbook.xml": "这是 Excel 表格，不是 Word 文档，请按表格导入或另存为 .docx 再试",
    "ppt/presentation.xml": "这是演示文稿，不是 Word 文档，请把文字另存为 .docx 再试",
}


class Margin(NamedTuple):
    """A header or footer."""

    name: str
    """页眉 or 页脚."""
    root: Element


class WordFile(NamedTuple):
    """The roots of the parts; None where the file has no such part."""

    document: Element
    styles: Element | None
    numbering: Element | None
    comments: Element | None
    footnotes: Element | None
    endnotes: Element | None
    margins: tuple[Margin, ...]


class Relation(NamedTuple):
    """What a part refers to."""

    kind: str
    """The last step of its type: comments."""
    target: str
    """Its name in the archive."""


def open_word(data: bytes) -> WordFile:
    """The parts of a .docx or .docm file; raises UnreadableError where it is none."""
    archive = open_archive(data)
    main = main_part(archive)
    document = read_part(archive.read(main), main)
    if document.tag != "w:document" or document.find("w:body") is None:
        raise UnreadableError("文件里没有 Word 正文，请用 Word 或 WPS 另存为 .docx 再试")
    related = relations(archive, main)
    targets = {each.kind: each.target for each in related.values()}

    def root(kind: str) -> Element | None:
        return _root(archive, targets.get(kind, ""))

    return WordFile(
        document,
        root("styles"),
        root("numbering"),
        root("comments"),
        root("footnotes"),
        root("endnotes"),
        tuple(_margins(archive, document, related)),
    )


def main_part(archive: Archive) -> str:
    """The name of the part that holds the document; raises UnreadableError where there is none."""
    for relation in relations(archive, "").values():
        if relation.kind == "officeDocument" and relation.target in archive.names:
            found = relation.target
            break
    else:
        found = USUAL_MAIN
    for name, message in OTHERS.items():
        if found == name or (name in archive.names and found not in archive.names):
            raise UnreadableError(message)
    if found not in archive.names:
        raise UnreadableError("这不是 Word 文档，请用 Word 或 WPS 另存为 .docx 再试")
    return found


def relations_part(part: str) -> str:
    """The name of the part that says what a part refers to."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels".removeprefix("/")


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """What a part refers to within the archive, by identifier; the package itself has no name."""
    folder, name = part.rpartition("/")[0], relations_part(part)
    if name not in archive.names:
        return {}
    return {
        each.get("Id", ""): Relation(
            # The strict and the usual form of a type end alike.
            each.get("Type", "").rpartition("/")[2],
            _resolved(folder, each.get("Target", "")),
        )
        for each in read_part(archive.read(name), name)
        if each.get("TargetMode") != "External"
    }


def _resolved(folder: str, target: str) -> str:
    """The name in the archive of what a relationship of a part in the folder points to."""
    steps: list[str] = []
    path = target if target.startswith("/") else f"{folder}/{target}"
    for step in path.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _root(archive: Archive, name: str) -> Element | None:
    return read_part(archive.read(name), name) if name in archive.names else None


def _margins(
    archive: Archive, document: Element, related: Mapping[str, Relation]
) -> Iterator[Margin]:
    """The headers and footers that sections refer to, each once."""
    seen = set()
    for section in document.iter("w:sectPr"):
        for reference in section:
            relation = related.get(reference.get("r:id", ""))
            name = MARGINS.get(reference.tag)
            if name is None or relation is None or relation.target in seen:
                continue
            seen.add(relation.target)
            root = _root(archive, relation.target)
            if root is not None:
                yield Margin(name, root)

"""The one spelling of a notice: labels, marks, spaces and blank lines, never words or numbers.

Line by line on the syntax tree: `一、` `（一）` `（1）` without a space behind them, `1. ` with one,
field labels with a full-width colon, one blank line between blocks. What would read differently
afterwards stays as it is: first a line, then all spelling, at last the whole text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from hegao.dsl.build import build
from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Document
from hegao.dsl.header import PRINTED
from hegao.dsl.layout.spelling import SPACE, space_out, spell
from hegao.dsl.model import Unit
from hegao.dsl.paragraphs import continues
from hegao.dsl.quantities import find_quantities
from hegao.dsl.tables import row_of
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.dsl.units import parse_units
from hegao.grammar import tree
from hegao.grammar.blocks import SEPARATOR, cut
from hegao.grammar.lines import Line
from hegao.grammar.numbers import label_number, proper_label
from hegao.grammar.parser import parse
from hegao.grammar.vocabulary import FIELDS, HEADER_FIELDS

# Names and paths that something else is looked up by; in links the spaces part alias and number.
VERBATIM = frozenset(("上级文件", "机构名录", "标识"))
SPACED = frozenset(("落实", "不适用", "转交"))
REMARKS = ("批注", "核稿")
EXPLICIT = re.compile(r"(【[^】]*】)\s*(.*)")
DIRECTIVE = re.compile(r"【\s*([^\s：:】]+)\s*([：:】])\s*(.*)", re.DOTALL)
MOST_PASSES = 4


def format_notice(text: str) -> str:
    """The canonical spelling of any text; formatting it again changes nothing.

    The text itself where no spelling keeps what it says.
    """
    now = text
    for _ in range(MOST_PASSES):
        then = _pass(now)
        if then == now:
            return now
        now = then
    return text


def _pass(text: str) -> str:
    notice = parse(text)
    document = build(text, notice)
    lines = [line for line in tree.lines(notice) if line.type != "LEADING"]
    said: tuple[object, ...] | None = None
    for spelling in (_spelled, _stripped):
        made = _joined(lines, spelling, _Elements(document))
        if made == text:
            return text
        said = said or fingerprint(document)
        if fingerprint(build(made, parse(made))) == said:
            return made
    return text


def fingerprint(document: Document) -> tuple[object, ...]:
    """What a notice says: equal before and after a change of mere spelling."""
    blocks = (*document.paragraphs, *document.attachments, *document.directives)
    return (
        tuple((t.in_table, label_number(t.number or ""), plain(t.text), _units(t.units), t.unit_tail and
               plain(t.unit_tail), _values(t.deadlines), _values(t.quantities))
              for t in document.tasks),
        tuple((i.mark.level, i.mark.number, plain(i.text), plain(i.heading or ""),
               tuple((f.name, plain(f.value)) for f in i.fields)) for i in document.items),
        tuple((e.name, e.written, plain(e.value)) for e in document.elements),
        tuple((type(b).__name__, plain(b.block.text)) for b in blocks),
        tuple(tuple(tuple(plain(c.text) for c in row.cells) for row in (*filter(None, (t.header,)), *t.rows))
              for t in document.tables),
    )  # fmt: skip


def plain(text: str) -> str:
    """A text without white space and the width of its marks."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


def _units(units: Iterable[Unit]) -> tuple[object, ...]:
    return tuple((plain(u.name), u.role, u.inherited, u.blanket, u.vague) for u in units)


def _values(found: Iterable[object]) -> tuple[object, ...]:
    names = ("kind", "end", "bound", "value", "period")
    return tuple((plain(f.text), *(getattr(f, n, None) for n in names)) for f in found)  # type: ignore[attr-defined]


class _Elements:
    """Where the lines of layout elements begin: each element is a block of its own."""

    def __init__(self, document: Document) -> None:
        blocks = [element.block for element in document.elements]
        self.later = {source for block in blocks for _, source in block.joins[1:]}
        self.all = {block.origin for block in blocks} | self.later

    def part(self, before: Line, line: Line) -> bool | None:
        """Whether two lines are of two blocks; None where the elements do not tell."""
        at = line.start + line.label
        if at in self.later:
            return False
        return True if at in self.all or before.start + before.label in self.all else None


def _joined(lines: list[Line], spelling: Callable[[Line], str], elements: _Elements) -> str:
    """The lines as they are spelled, with one blank line between blocks."""
    parts: list[str] = []
    before: Line | None = None
    in_header = False
    for line in lines:
        if not (written := spelling(line)):
            continue
        header = line.type == "FIELD" and (in_header or _field(line) in HEADER_FIELDS)
        if before and _parted(before, line, in_header, header, elements):
            parts.append("\n")
        parts.append(written + "\n")
        before, in_header = line, header
    return "".join(parts)


def _parted(
    before: Line, line: Line, in_header: bool, header: bool, elements: _Elements  # noqa: FBT001
) -> bool:
    """Whether a blank line stands between two lines: they belong to two blocks."""
    match line.type:
        case "ROW":
            return before.type != "ROW"
        case "FIELD" if header:
            return not in_header and _directive(before) != "印发件"
        case "FIELD":
            return before.type == "ROW"
        case "DIRECTIVE":
            return _directive(line) not in REMARKS
        case _:
            told = elements.part(before, line)
            return not continues(before, line) if told is None else told


def _directive(line: Line) -> str | None:
    found = DIRECTIVE.match(line.raw, line.label, line.stop) if line.type == "DIRECTIVE" else None
    return found and found[1]


def _field(line: Line) -> str:
    return FIELDS.get(SPACE.sub("", line.repair or line.label_text).rstrip("：:"), "")


def _stripped(line: Line) -> str:
    return line.raw.strip("\r\n \u3000")


def _spelled(line: Line) -> str:
    """The line in the first of its spellings that still reads the same."""
    bare = line.raw[line.label : line.stop].strip("\r\n \u3000")
    for written in (_written(line, spell), _written(line, space_out), bare):
        if written == bare == line.raw.rstrip("\r\n") or _reads_alike(line, written):
            return written
    return _stripped(line)


def _written(line: Line, spelling: Callable[[str], str]) -> str:
    match line.type:
        case "ROW":
            return "".join(_row(line.raw[: line.stop].lstrip(" \u3000\ufeff"), spelling))
        case "FIELD":
            return _field_line(line, spelling)
        case "DIRECTIVE":
            return _directive_line(line, spelling)
        case "PROSE":
            return line.label_text + _printed_line(spelling(line.text), line.text)
        case _:
            return _numbered(line, spelling)


def _printed_line(text: str, was: str) -> str:
    """A line of organ and date of printing keeps the two apart as the printed page does."""
    found = PRINTED.fullmatch(text) if " " in was or "\u3000" in was else None
    return f"{found['organ']}\u3000{text[found.start('date'):]}" if found and found["organ"] else text


def _row(text: str, spelling: Callable[[str], str]) -> Iterator[str]:
    at = 0
    for mark in SEPARATOR.finditer(text):
        yield spelling(text[at : mark.start()])
        yield mark.group().replace("|", "｜")
        at = mark.end()
    yield spelling(text[at:])


def _field_line(line: Line, spelling: Callable[[str], str]) -> str:
    name = _field(line)
    if name in VERBATIM:
        spelling = str.strip
    elif name in SPACED:
        spelling = space_out
    label = SPACE.sub("", line.repair or line.label_text).rstrip("：:")
    return f"{label}：{spelling(line.text)}"


def _directive_line(line: Line, spelling: Callable[[str], str]) -> str:
    found = DIRECTIVE.match(line.raw, line.label, line.stop)
    if found is None:
        return spelling(line.raw[line.label : line.stop])
    if found[2] == "】":
        return f"【{found[1]}】{spelling(found[3])}"
    return f"【{found[1]}：{space_out(found[3])}"


def _numbered(line: Line, spelling: Callable[[str], str]) -> str:
    label, text = label_of(line), spelling(line.text)
    if label.endswith("."):
        label += " "
    elif label.startswith("第") and label[-1] not in "：、" and text[:1] != "、":
        label += "\u3000"
    return (label + text).rstrip()


def label_of(line: Line) -> str:
    """The number of a line as its level is properly written, a 【任务】 before it kept."""
    written = line.repair or SPACE.sub("", line.label_text).replace(":", "：")
    if found := EXPLICIT.fullmatch(written):
        return found[1] + (proper_label(line.type, found[2]) if found[2] else "")
    return proper_label(line.type, written)


def _reads_alike(line: Line, written: str) -> bool:
    """Whether a line in another spelling is the same kind of line and says the same."""
    found = list(cut(written + "\n"))
    if not written or len(found) != 1 or found[0].type != line.type:
        return not written and not line.raw[line.label : line.stop].strip()
    return _said(found[0]) == _said(line)


def _said(line: Line) -> tuple[object, ...]:
    if line.type == "ROW":
        cells = [cell.text for cell in row_of(line).cells]
        return tuple((plain(cell), _units(parse_units(cell).units), _scanned(cell)) for cell in cells)
    if line.type == "FIELD":
        return _field(line), plain(line.text), _units(parse_units(line.text).units), _scanned(line.text)
    if line.type == "DIRECTIVE":
        return (plain(line.raw[line.label : line.stop]),)
    return label_number(line.repair or line.label_text), plain(line.text), _scanned(line.text)


def _scanned(text: str) -> tuple[object, ...]:
    brackets = tuple(_units(found.units.units) for found in find_unit_brackets(text))
    return brackets, _values(find_deadlines(text, None, None)), _values(find_quantities(text))

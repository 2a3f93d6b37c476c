"""How one line of a notice is written: its label as its level has it, its words spelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.header import PRINTED
from hegao.dsl.model import Deadline, Quantity, Unit
from hegao.dsl.quantities import find_quantities
from hegao.dsl.spelling import SPACE, space_out, spell
from hegao.dsl.tables import row_of
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.dsl.units import parse_units
from hegao.grammar.blocks import SEPARATOR, cut
from hegao.grammar.labels import label_number, proper_label
from hegao.grammar.lines import Line, LineType
from hegao.grammar.vocabulary import FIELDS

# Names and paths that something is looked up by; in links a space parts alias and number.
VERBATIM: Final = frozenset(("上级文件", "机构名录", "规则文件", "标识"))
SPACED: Final = frozenset(("落实", "不适用", "转交"))
EDGES: Final = "\r\n \u3000"
EXPLICIT = re.compile(r"(【[^】]*】)(.*)")
DIRECTIVE = re.compile(r"【\s*([^\s：:】]+)\s*([：:】])\s*(.*)", re.DOTALL)

Spelling = Callable[[str], str]


def plain(text: str) -> str:
    """A text without white space and the width of its marks: what no spelling changes."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


def spelled(line: Line) -> str:
    """The line in the first of its spellings that still reads the same; empty for an empty one."""
    bare = line.raw[line.label : line.stop].strip(EDGES)
    if not bare.strip():
        return ""
    for written in (_written(line, spell), _written(line, space_out), bare):
        if written == bare or reads_alike(line, written):
            return written
    return stripped(line)


def stripped(line: Line) -> str:
    """The line without indentation and trailing white space."""
    return line.raw.strip(EDGES)


def field_name(line: Line) -> str:
    """The name of the field that a line writes, or an empty string."""
    return FIELDS.get(_field_label(line), "")


def directive_name(line: Line) -> str:
    """The name of the directive that a line is, or an empty string."""
    found = DIRECTIVE.match(line.raw, line.label, line.stop) if line.type == "DIRECTIVE" else None
    return found[1].rstrip("0123456789") if found else ""


def directive_value(line: Line) -> str:
    """What a directive says of itself: a title, a name, a remark."""
    found = DIRECTIVE.match(line.raw, line.label, line.stop)
    if found is None:
        return ""
    return found[3].strip() if found[2] == "】" else found[3].strip().removesuffix("】")


def official_label(level: LineType, label: str) -> str:
    """A label as its level is properly written, a 【任务】 before it kept."""
    label = SPACE.sub("", label).replace(":", "：")
    if found := EXPLICIT.fullmatch(label):
        return found[1] + (proper_label(level, found[2]) if found[2] else "")
    return proper_label(level, label)


def _written(line: Line, spelling: Spelling) -> str:
    match line.type:
        case "ROW":
            return "".join(_row(line.raw[: line.stop].lstrip(" \u3000\ufeff"), spelling))
        case "FIELD":
            return _field(line, spelling)
        case "DIRECTIVE":
            return _directive(line, spelling)
        case "PROSE":
            return line.label_text + _prose(line.text, spelling)
        case _:
            return _numbered(line, spelling)


def _row(text: str, spelling: Spelling) -> Iterator[str]:
    at = 0
    for mark in SEPARATOR.finditer(text):
        yield spelling(text[at : mark.start()])
        yield mark.group().replace("|", "｜")
        at = mark.end()
    yield spelling(text[at:])


def _field(line: Line, spelling: Spelling) -> str:
    name = field_name(line)
    if name in VERBATIM:
        spelling = str.strip
    elif name in SPACED:
        spelling = space_out
    return f"{_field_label(line)}：{spelling(line.text)}"


def _field_label(line: Line) -> str:
    return SPACE.sub("", line.repair or line.label_text).rstrip("：:")


def _directive(line: Line, spelling: Spelling) -> str:
    found = DIRECTIVE.match(line.raw, line.label, line.stop)
    if found is None:
        return spelling(line.raw[line.label : line.stop])
    if found[2] == "】":
        return f"【{found[1]}】{spelling(found[3])}"
    return f"【{found[1]}：{space_out(found[3])}"


def _prose(text: str, spelling: Spelling) -> str:
    """Prose; a line of organ and date of printing keeps the two apart as the page does."""
    written = spelling(text)
    found = PRINTED.fullmatch(written) if SPACE.search(text) else None
    if found is None or not found["organ"]:
        return written
    return f"{found['organ']}\u3000{written[found.start('date') :]}"


def _numbered(line: Line, spelling: Spelling) -> str:
    label, text = official_label(line.type, line.repair or line.label_text), spelling(line.text)
    if label.endswith("."):
        label += " "
    elif label.startswith("第") and label[-1] not in "：、" and text[:1] != "、":
        label += "\u3000"
    return (label + text).rstrip()


def spell_text(text: str) -> str:
    """A paragraph in its one spelling; spaces stay where they part units in a bracket."""
    made = spell(text)
    return made if made == text or _scanned(made) == _scanned(text) else space_out(text)


def spell_list(text: str) -> str:
    """A unit list or a cell in its one spelling; spaces stay where they part units."""
    made = spell(text)
    return made if made == text or _listed(made) == _listed(text) else space_out(text)


def reads_alike(line: Line, written: str) -> bool:
    """Whether a line in another spelling is the same kind of line and says the same."""
    found = list(cut(written + "\n"))
    return len(found) == 1 and found[0].type == line.type and _said(found[0]) == _said(line)


def _said(line: Line) -> tuple[object, ...]:
    match line.type:
        case "ROW":
            return tuple(_listed(cell.text) for cell in row_of(line).cells)
        case "FIELD":
            return field_name(line), _listed(line.text)
        case "DIRECTIVE":
            return (plain(line.raw[line.label : line.stop]),)
        case _:
            return label_number(line.repair or line.label_text), _scanned(line.text)


def _listed(text: str) -> tuple[object, ...]:
    return units_said(parse_units(text).units), _scanned(text)


def _scanned(text: str) -> tuple[object, ...]:
    brackets = tuple(units_said(found.units) for found in find_unit_brackets(text))
    deadlines = deadlines_said(find_deadlines(text, None, None))
    return plain(text), brackets, deadlines, quantities_said(find_quantities(text))


def units_said(units: Iterable[Unit]) -> tuple[object, ...]:
    """What units are, whatever their spelling."""
    return tuple((plain(u.name), u.role, u.inherited, u.blanket, u.vague) for u in units)


def deadlines_said(found: Iterable[Deadline]) -> tuple[object, ...]:
    """What time limits are, whatever their spelling."""
    return tuple((plain(limit.text), limit.kind, limit.end) for limit in found)


def quantities_said(found: Iterable[Quantity]) -> tuple[object, ...]:
    """What quantities are, whatever their spelling."""
    return tuple((plain(q.text), q.bound, q.value, q.period and plain(q.period)) for q in found)

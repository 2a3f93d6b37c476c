"""What stands inside the paragraphs of a Word file: runs, revisions, fields, references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from hegao.dsl.recover.finished import Block, Note, Remark
from hegao.dsl.recover.word.controls import held_in
from hegao.dsl.recover.word.drawings import read_drawing
from hegao.dsl.recover.word.fields import Fields, show_closed
from hegao.dsl.recover.word.line import DELETED, HIDDEN, PHONETIC, Line, text_of
from hegao.dsl.recover.word.plain import chosen, plain_text
from hegao.dsl.recover.word.reading import Reading
from hegao.dsl.recover.word.styles import Style
from hegao.dsl.recover.word.symbols import symbol
from hegao.dsl.recover.word.values import written
from hegao.dsl.recover.xml_parts import Element

BOX: Final = "文本框里的文字，按它锚定的位置读入"
LETTERING: Final = "艺术字，按它所在的位置读入"


class Inner(Protocol):
    """Reads what is a story of its own inside another."""

    def __call__(self, content: Element, place: str | None = None) -> list[Block]:
        """The blocks of a text box, or, at a place of its own, of a comment or note."""


class Runs:
    """Reads the paragraphs of one story into lines."""

    def __init__(self, reading: Reading, fields: Fields, inner: Inner, reason: str) -> None:
        self.reason = reason
        """Why characters do not show at present, empty where they do."""
        self._reading = reading
        self._fields = fields
        self._inner = inner
        self._line = Line()
        self._style = Style()

    def read(self, content: Iterable[Element], line: Line, style: Style) -> None:
        """Adds the content of a paragraph of that style to the line."""
        self._line, self._style = line, style
        self._walk(content)

    def _walk(self, content: Iterable[Element]) -> None:
        for element in content:
            handler = _HANDLERS.get(element.tag)
            if handler is not None:
                handler(self, element)
            elif element.tag not in _SKIPPED:
                # Wrappers of any kind: links, tags, directions, what later versions add.
                self._walk(element)

    def _within(self, content: Iterable[Element], reason: str) -> None:
        outer, self.reason = self.reason, self.reason or reason
        self._walk(content)
        self.reason = outer

    def _put(self, element: Element, text: str) -> None:
        computed = self._fields.is_open()
        self._line.put_from(element, text, self._why_not(), computed=computed)

    def _why_not(self) -> str:
        return self.reason or self._fields.reason()

    def _run(self, element: Element) -> None:
        properties = element.find("w:rPr")
        hidden = self._reading.styles.is_hidden(properties, self._style)
        self._within(element, HIDDEN if hidden else "")

    def _text(self, element: Element) -> None:
        self._put(element, written(element))

    def _symbol(self, element: Element) -> None:
        found = symbol(element)
        if found.known:
            self._put(element, found.text)
        else:
            self._line.note("unsure", "符号字体里的字符，读不出，请对照原文补上", found.text)

    def _break(self, element: Element) -> None:
        if element.get("w:type", "textWrapping") == "textWrapping":
            self._put(element, "\n")

    def _inserted(self, element: Element) -> None:
        self._reading.revisions += 1
        self._walk(element)

    def _deleted(self, element: Element) -> None:
        self._reading.revisions += 1
        self._within(element, DELETED)

    def _control(self, element: Element) -> None:
        held = held_in(element)
        self._within(held.content, held.reason)

    def _phonetic(self, element: Element) -> None:
        self._within(element.findall("w:rt"), PHONETIC)
        self._walk(element.findall("w:rubyBase"))

    def _alternate(self, element: Element) -> None:
        self._walk(chosen(element))

    def _formula(self, element: Element) -> None:
        before = len(self._line.shown)
        for part in element:
            self._walk((part,))
        if text := "".join(self._line.shown[before:]).strip():
            self._line.note("unsure", "公式，只读出了其中的字符，请对照原文核对", text)

    def _field_mark(self, element: Element) -> None:
        closed = self._fields.mark(element)
        if closed is not None:
            show_closed(closed, self._line, self._why_not())

    def _field_code(self, element: Element) -> None:
        self._fields.code(element.text or "")

    def _simple_field(self, element: Element) -> None:
        outer = self._fields.open_simple(element.get("w:instr", ""))
        self._walk(element)
        self._fields.close_to(outer)

    def _drawing(self, element: Element) -> None:
        drawing = read_drawing(element)
        if reason := self._why_not():
            for box in drawing.boxes:
                self._line.put(plain_text(box), reason)
            self._line.put("\n".join(drawing.lettering), reason)
            return
        for box in drawing.boxes:
            self._box(box)
        for lettering in drawing.lettering:
            self._put(element, lettering)
            self._line.note("inferred", LETTERING, lettering)
        if drawing.unreadable:
            self._line.note("unsure", drawing.unreadable)

    def _box(self, content: Element) -> None:
        # The box is read by other readers of this kind, the line stays the one at hand.
        blocks = self._inner(content)
        if text := text_of(blocks):
            self._line.boxes += blocks
            self._line.notes[Note("inferred", BOX, blocks[0].place, text)] = None

    def _remark(self, element: Element) -> None:
        hanging = self._reading.remarks.take(element)
        if hanging is None:
            return
        text = text_of(self._inner(hanging.content, hanging.label)).strip()
        if reason := self._why_not():
            self._line.put(f"【{hanging.label}：{text}】", reason)
        elif text:
            self._line.remarks.append(Remark(hanging.label, text))

    def _hyphen(self, element: Element) -> None:
        self._put(element, "-")

    def _tab(self, element: Element) -> None:
        self._put(element, "\t")


_HANDLERS: Final[Mapping[str, Callable[[Runs, Element], None]]] = {
    "w:r": Runs._run,
    "w:t": Runs._text,
    "w:delText": Runs._text,
    "m:t": Runs._text,
    "w:sym": Runs._symbol,
    "w:br": Runs._break,
    "w:cr": Runs._break,
    "w:tab": Runs._tab,
    "w:ptab": Runs._tab,
    "w:noBreakHyphen": Runs._hyphen,
    "w:ins": Runs._inserted,
    "w:moveTo": Runs._inserted,
    "w:del": Runs._deleted,
    "w:moveFrom": Runs._deleted,
    "w:sdt": Runs._control,
    "w:ruby": Runs._phonetic,
    "mc:AlternateContent": Runs._alternate,
    "m:oMath": Runs._formula,
    "w:fldChar": Runs._field_mark,
    "w:instrText": Runs._field_code,
    "w:delInstrText": Runs._field_code,
    "w:fldSimple": Runs._simple_field,
    "w:drawing": Runs._drawing,
    "w:pict": Runs._drawing,
    "w:object": Runs._drawing,
    "w:commentReference": Runs._remark,
    "w:footnoteReference": Runs._remark,
    "w:endnoteReference": Runs._remark,
}
_SKIPPED: Final = frozenset(("w:pPr", "w:rPr", "w:sdtPr", "w:fldData", "w:softHyphen"))

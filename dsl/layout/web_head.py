"""The head of a notice (版头) and its back matter (版记) on a web page."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.layout.sheet import Back, Head, Masthead, Passage, Rule, Sheet
from hegao.dsl.layout.styles import STYLES
from hegao.dsl.layout.web_head_styles import hang_class, rule_class
from hegao.dsl.layout.web_words import passage_words, words
from hegao.dsl.web_text import safe


def head(sheet: Sheet) -> Iterator[str]:
    """What stands above the title, from above; nothing where there is none."""
    said = sheet.head
    marks = "".join(f'<p class="{mark.role}">{passage_words(mark)}</p>' for mark in said.marks)
    number, signers = _number(said.number), _signers(said)
    if sheet.form == "信函":
        yield from _masthead(said.masthead)
        yield from _upper(said.rule)
        yield from _line(f"<div>{marks}</div>" if marks else "", number)
        return
    if marks:
        yield marks
    yield from _masthead(said.masthead)
    yield from _line(number, signers)
    yield from _upper(said.rule)


def _upper(rule: Rule | None) -> Iterator[str]:
    if rule:
        yield '<hr class="upper">'


def _masthead(said: Masthead | None) -> Iterator[str]:
    """The red letters; several names one below the other, 文件 beside them."""
    if said is None:
        return
    names = "<br>".join(f"<span>{safe(name)}</span>" for name in said.names)
    suffix = f"<span>{safe(said.suffix)}</span>" if said.suffix else ""
    letters = f'<span class="names">{names}</span>{suffix}'
    yield f'<p class="masthead"><span class="letters">{letters}</span></p>'


def _number(said: Passage | None) -> str:
    """The number of the document; it stands where the whole line lets it."""
    if said is None:
        return ""
    return f'<p class="{said.role} {said.style.align}">{passage_words(said)}</p>'


def _signers(said: Head) -> str:
    face = STYLES["signer"].face
    lines = "".join(f"<span>{words(line, face)}</span>" for line in said.signers)
    return f'<p class="signer">{lines}</p>' if lines else ""


def _line(left: str, right: str) -> Iterator[str]:
    """What stands at the two ends of a line."""
    if left or right:
        yield f'<div class="numbers">{left}{right}</div>'


def back_matter(back: Back) -> Iterator[str]:
    """The lines of the back matter, between rules."""
    yield '<div class="back">'
    for line in back.lines:
        above = f" {rule_class(line.rule_mm)}" if line.rule_mm else ""
        hung = f' class="{hang_class(line.hang)}"' if line.hang else ""
        aside = f'<p class="aside">{safe(line.aside)}</p>' if line.aside else ""
        yield f'<div class="back-line{above}"><p{hung}>{safe(line.text)}</p>{aside}</div>'
    if back.last_rule_mm:
        yield f'<hr class="{rule_class(back.last_rule_mm)}">'
    yield "</div>"

"""A Word file (.docx, .docm) as a finished text.

Places are counted as a reader of the file counts: 第3段 is the third paragraph of the body that
is not empty, those of text boxes included, those inside tables not; 表2第4行 is a row of the
second table, where frames of one column are no tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hegao.dsl.recover.finished import Finished
from hegao.dsl.recover.word.fields import Fields
from hegao.dsl.recover.word.line import Source, text_of
from hegao.dsl.recover.word.parts import Margin, WordFile, open_word
from hegao.dsl.recover.word.plain import plain_text
from hegao.dsl.recover.word.reading import Reading
from hegao.dsl.recover.word.stories import Setting, Story


def read_word(data: bytes) -> Finished:
    """The text in the bytes of a .docx or .docm file.

    Automatic numbers are written out, revisions are read as accepted. Raises UnreadableError,
    and nothing else, where the bytes are no such file.
    """
    return read_parts(open_word(data)).finished


class Read(NamedTuple):
    """A Word file, read, and what of it shows where."""

    finished: Finished
    sources: Mapping[str, Sequence[Sequence[Source]]]
    """By place, a list for each paragraph there."""


def read_parts(file: WordFile) -> Read:
    """The text in the parts of a file. Raises UnreadableError for tables without end."""
    reading = Reading(file)
    story = Story(reading, Setting(Fields(file.document)))
    body = file.document.find("w:body")
    story.read(body if body is not None else ())
    blocks = story.finish()
    # Whatever is read from here on is no text of the document.
    sources = dict(reading.sources)
    _note_rest(reading)
    _note_margins(file.margins, reading)
    if reading.revisions:
        message = f"文件带修订痕迹，共{reading.revisions}处，按全部接受后的文字读入"
        reading.note("inferred", message, "全文")
    return Read(Finished(tuple(blocks), tuple(reading.notes)), sources)


def _note_rest(reading: Reading) -> None:
    """Notes comments and footnotes that nothing in the text refers to."""
    for hanging in reading.remarks.rest():
        story = Story(reading, Setting(Fields(hanging.content), hanging.label))
        story.read(hanging.content)
        if text := text_of(story.finish()):
            message = "正文里没有引用的批注或脚注"
            reading.note("removed", message, hanging.label, text)


def _note_margins(margins: tuple[Margin, ...], reading: Reading) -> None:
    """Notes every distinct text of headers and footers."""
    texts = {(margin.name, plain_text(margin.root)): None for margin in margins}
    for name, text in texts:
        if text:
            reading.note("removed", f"{name}，不属于正文", name, text)

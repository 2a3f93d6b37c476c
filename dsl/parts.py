"""What a notice carries (印发件) and attaches (附件): each part numbers its items anew."""

from __future__ import annotations

from hegao.dsl import header
from hegao.dsl.document import Attachment
from hegao.dsl.model import Block
from hegao.grammar.lines import Line
from hegao.grammar.source import Span


class Parts:
    """The parts seen so far, and what the part at hand is."""

    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.number = 0
        """How many parts have begun."""
        self.aside = False
        """Whether a title like 附则 or 填表说明 goes before, below the section at hand."""
        self.form = False
        """Whether the attachment at hand is a form, a list of names or an explanation."""

    @property
    def asks_nothing(self) -> bool:
        """Whether what stands here explains, or is to be filled in."""
        return self.aside or self.form

    def begin(self, name: str) -> None:
        """Begin the next part; `name` is that of an attachment."""
        self.number += 1
        self.aside, self.form = False, header.is_form(name)

    def attach(self, name: str, block: Block, span: Span | None = None) -> None:
        """Begin an attachment; `span` is where its name stands in the block."""
        self.attachments.append(Attachment(name, block, span or Span(0, len(block.text))))
        # A bare label (附件1) names nothing yet; the title below it does.
        self.begin("" if name == block.text else name)

    def takes_title(self, line: Line) -> bool:
        """Whether a line is the title under a bare label (附件1); the attachment takes it."""
        last = self.attachments[-1] if self.attachments else None
        if last is None or last.name != last.block.text:
            return False
        self.attachments[-1] = last._replace(name=header.squeeze(line.text))
        self.form = header.is_form(self.attachments[-1].name)
        return True

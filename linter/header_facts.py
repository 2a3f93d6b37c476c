"""Facts of header and back matter: who issues, who receives, what is attached."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final
from weakref import proxy

from hegao.dsl.document import Attachment, Element
from hegao.dsl.element_spelling import attachment_names
from hegao.dsl.header import ATTACHMENT_START, squeeze
from hegao.dsl.model import Reference
from hegao.dsl.recipient_words import is_class
from hegao.dsl.recipients import Distribution, Reach, distribution, recipients
from hegao.dsl.short_names import announced, used_before
from hegao.dsl.titles import carried_by, issuer_in, name_key, organ_in, same_name

if TYPE_CHECKING:
    from hegao.linter.nodes import ElementNode, Passage
    from hegao.linter.whole import Whole

AGREED: Final = re.compile(
    r"经[^，。；：\n]{1,30}(?:同意|批准|审定|审议通过)|(?:政府|国务院|[省市县区]委)(?:决定|授权)"
)
ISSUED: Final = re.compile(r"《(?P<name>[^《》]{4,120})》[^。；《》]{0,40}印发(?:给|实施|施行)")
DIGITS: Final = re.compile("[0-9]{1,9}")
MOST_RECIPIENTS: Final = 200
"""Of a notice that is sent to more, whom it does not reach is not worked out."""
OTHER_POWERS: Final = re.compile("人大|政协|监委|纪委|法院|检察院|人武部|军分区|部队")


class HeaderFacts:
    """The facts of one document, each found when first asked for."""

    def __init__(self, whole: Whole) -> None:
        self._whole: Whole = proxy(whole)  # Which holds these facts itself.
        self._document = whole.document

    def all(self, name: str) -> tuple[str, ...]:
        """The values of all elements of a name that are not empty."""
        return tuple(e.value for e in self._document.elements if e.name == name and e.value)

    @cached_property
    def title(self) -> str:
        """The title without spaces, or an empty string."""
        return squeeze(self._whole.values.get("标题", ""))

    @cached_property
    def carried(self) -> str:
        """The one text that the title says is issued with it."""
        return carried_by(self.title)

    @cached_property
    def title_issuer(self) -> str:
        """The organ that the title names."""
        return issuer_in(self.title)

    @cached_property
    def mark_issuer(self) -> str:
        """The organ of the 发文机关标志, 文件 left out."""
        return organ_in(self._whole.values.get("发文机关标志", ""))

    @cached_property
    def signers(self) -> tuple[str, ...]:
        """The organs that sign."""
        return tuple(map(organ_in, self.all("署名")))

    @cached_property
    def signer(self) -> str:
        """The organ that signs alone, else an empty string."""
        return self.signers[0] if len(self.signers) == 1 else ""

    @cached_property
    def body_start(self) -> int:
        """Where the numbered items begin, else the end of the text."""
        document = self._document
        return document.items[0].block.origin if document.items else len(document.text)

    @cached_property
    def opening(self) -> int:
        """Where the words of the notice begin: behind title, number and recipients."""
        ends = [
            e.block.locate(e.span).end
            for e in self._document.elements
            if e.name in ("标题", "发文字号", "主送", "印发件")
        ]
        return max(ends, default=0)

    @cached_property
    def announced(self) -> dict[str, int]:
        """The short names that are given, each with the first place."""
        return announced(self._document.text)

    @cached_property
    def agreed(self) -> bool:
        """Whether the opening says that a superior has agreed."""
        return AGREED.search(self._document.text, 0, self.body_start) is not None

    @cached_property
    def named_in_opening(self) -> str:
        """The one text that the opening says is issued: 《……》已经同意，现印发给你们."""
        text = self._document.text[: self.body_start]
        names = {squeeze(match["name"]) for match in ISSUED.finditer(text)}
        return names.pop() if len(names) == 1 else ""

    @cached_property
    def opening_differs(self) -> bool:
        """Whether title and opening name different texts that are issued."""
        if not self.carried or not self.named_in_opening:
            return False
        return not same_name(self.carried, self.named_in_opening)

    @cached_property
    def distribution(self) -> Distribution:
        """Who has the notice in their hands."""
        return distribution(self._document)

    @cached_property
    def reaches(self) -> dict[str, Reach]:
        """How the notice comes to each unit that it gives a task, by full name."""
        registry, sent = self._whole.registry, self.distribution
        few = len(sent.addressed) + len(sent.copied) <= MOST_RECIPIENTS
        return {
            organ.name: sent.reach(organ.name, registry) if few else "unknown"
            for organ in self._whole.subjects.organs
        }

    @cached_property
    def unreached(self) -> str:
        """The units that have a task and do not receive the notice, joined by 、."""
        return "、".join(name for name, reach in self.reaches.items() if reach == "neither")

    @cached_property
    def twice_sent(self) -> str:
        """The organs that the notice is addressed to and copied to as well, joined by 、."""
        addressed = frozenset(self.distribution.addressed)
        return "、".join(name for name in self.distribution.copied if name in addressed)

    @cached_property
    def earlier_days(self) -> dict[int, str]:
        """Of a 成文日期, by its block: the other day that the same organ signed with before."""
        found: dict[int, str] = {}
        first: dict[str, str] = {}
        signer = ""
        for element in self._document.elements:
            if element.name == "署名":
                signer = element.value
            elif element.name == "成文日期" and (day := self._day(element)):
                told = f"{day.year}年{day.month}月{day.day}日"
                if first.setdefault(signer, told) != told:
                    found[element.block.origin] = first[signer]
                signer = ""
        return found

    def _day(self, element: Element) -> date | None:
        first = self._whole.first_day(element.value)
        return first.value if first else None

    @cached_property
    def listed_attachments(self) -> tuple[str, ...]:
        """The names that the 附件说明 gives."""
        return attachment_names(self.all("附件"))

    def listed_as(self, place: int) -> str:
        """The name that the 附件说明 gives for an attachment, by its place from 1."""
        return self.listed_attachments[place - 1] if place <= len(self.listed_attachments) else ""

    def place_in_list(self, attachment: Attachment) -> int:
        """The place of an attachment's name in the 附件说明 from 1; 0 where it is not there."""
        if ATTACHMENT_START.fullmatch(attachment.name):
            return 0
        return self._places.get(name_key(attachment.name), 0)

    @cached_property
    def _places(self) -> dict[str, int]:
        listed = enumerate(self.listed_attachments, 1)
        return {name_key(name): place for place, name in reversed(list(listed))}


def short_name_used_before(node: Passage) -> bool:
    """Whether a short name is used in the words of the notice before it is given."""
    assert isinstance(node.value, Reference)
    return used_before(node.block.text, node.value, node.whole.header.opening)


def number_within(words: str) -> int:
    """The first number that some words write in digits, 0 without one."""
    match = DIGITS.search(words)
    return int(match[0]) if match else 0


def repeated_recipients(value: str) -> str:
    """The organs that a 主送 or 抄送 names twice, joined by 、."""
    names = [part for part in re.split("[，、。；,;：:]", value) if part]
    del names[300:]
    return "、".join(name for name in dict.fromkeys(names) if names.count(name) > 1)


def misspelt_recipient(node: ElementNode) -> str:
    """The first organ in a 主送 or 抄送 that is not listed, where one much like it is.

    A units list holds those that get tasks; courts and the like only get copies.
    """
    registry = node.whole.registry
    for name in recipients(node.element.value)[:MOST_RECIPIENTS]:
        if is_class(name) or registry.knows(name) or OTHER_POWERS.search(name):
            continue
        if registry.nearest(name):
            return name
    return ""


def listed_like(node: ElementNode) -> str:
    """The listed name that this organ is much like, or an empty string."""
    name = misspelt_recipient(node)
    return node.whole.registry.nearest(name) if name else ""


def recipient_count(value: str) -> int:
    """How many organs a 主送 names."""
    return len(recipients(value))

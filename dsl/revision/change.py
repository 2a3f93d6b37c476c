"""One change between two versions of a notice, as a value; and how it is told in a few words."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

Kind = Literal[
    "section_changed", "order_changed", "form_changed", "number_changed",
    "split_off", "merged_in",
    "unit_added", "unit_removed", "unit_replaced", "role_changed", "unit_order", "unit_tail",
    "unit_worded",
    "deadline_added", "deadline_removed", "deadline_later", "deadline_earlier",
    "deadline_softer", "deadline_firmer", "deadline_changed",
    "quantity_added", "quantity_removed", "quantity_weaker", "quantity_stricter",
    "quantity_changed",
    "force_weaker", "force_stricter", "force_reversed",
    "field_added", "field_removed", "field_changed",
    "words_added", "words_removed", "words_changed", "marks_changed",
]  # fmt: skip
Aspect = Literal[
    "place", "number", "parts", "unit", "deadline", "quantity", "force", "field", "words"
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ASPECT_OF: Final[dict[str, Aspect]] = {
    "section": "place", "order": "place", "form": "place", "number": "number",
    "split": "parts", "merged": "parts", "unit": "unit", "role": "unit",
    "deadline": "deadline", "quantity": "quantity", "force": "force", "field": "field",
    "words": "words", "marks": "words",
}  # fmt: skip
"""By the first word of a kind."""
TOLD: Final[dict[Kind, str]] = {
    "section_changed": "从{old}移到{new}", "order_changed": "在本部分内从{old}移到{new}",
    "form_changed": "从{old}移到{new}", "number_changed": "{old}改为{new}",
    "split_off": "拆出一部分，成为{new}", "merged_in": "并入了原来的{old}",
    "unit_added": "增加“{new}”", "unit_removed": "去掉“{old}”",
    "unit_replaced": "“{old}”换成“{new}”", "role_changed": "“{old}”改为“{new}”",
    "unit_order": "次序由“{old}”改为“{new}”", "unit_tail": "末尾的“{old}”改为“{new}”",
    "unit_worded": "写法由“{old}”改为“{new}”",
    "deadline_added": "增加“{new}”", "deadline_removed": "去掉“{old}”",
    "deadline_later": "“{old}”推迟到“{new}”", "deadline_earlier": "“{old}”提前到“{new}”",
    "deadline_softer": "“{old}”改成了“{new}”，不再限死",
    "deadline_firmer": "“{old}”改成了“{new}”，限死了", "deadline_changed": "“{old}”改为“{new}”",
    "quantity_added": "增加“{new}”", "quantity_removed": "去掉“{old}”",
    "quantity_weaker": "“{old}”改为“{new}”，要求降低",
    "quantity_stricter": "“{old}”改为“{new}”，要求提高",
    "quantity_changed": "“{old}”改为“{new}”",
    "force_weaker": "减弱，“{old}”变成“{new}”", "force_stricter": "加强，“{old}”变成“{new}”",
    "force_reversed": "意思相反，“{old}”变成“{new}”",
    "field_added": "增加“{new}”", "field_removed": "去掉“{old}”",
    "field_changed": "“{old}”改为“{new}”",
    "words_added": "增加“{new}”", "words_removed": "去掉“{old}”",
    "words_changed": "“{old}”改为“{new}”", "marks_changed": "标点“{old}”改为“{new}”",
}  # fmt: skip
ONE_SIDED: Final[dict[Kind, tuple[str, str]]] = {
    "unit_tail": ("末尾增加“{new}”", "末尾去掉“{old}”"),
    "force_weaker": ("减弱，加了“{new}”", "减弱，没有了“{old}”"),
    "force_stricter": ("加强，加了“{new}”", "加强，没有了“{old}”"),
    "force_reversed": ("意思相反，加了“{new}”", "意思相反，去掉了“{old}”"),
    "marks_changed": ("增加标点“{new}”", "去掉标点“{old}”"),
}
"""The same where one of the two texts is empty: the old one, the new one."""


class Change(NamedTuple):
    """What one version has and the other has instead; one of the texts may be empty."""

    kind: Kind
    old: str
    new: str

    @property
    def aspect(self) -> Aspect:
        """What it is about."""
        return ASPECT_OF[self.kind.partition("_")[0]]

    @property
    def told(self) -> str:
        """It in a few words, without its aspect."""
        template = TOLD[self.kind]
        if self.kind in ONE_SIDED and not (self.old and self.new):
            template = ONE_SIDED[self.kind][bool(self.old)]
        return template.format(old=self.old, new=self.new)

"""What rules may name of header and back matter beyond what all layout elements have."""

from __future__ import annotations

from typing import Final

from hegao.linter.schema import Attribute, number, text, truth

_FACTS = "{0}.whole.header"
_VALUE = "{0}.element.value"


def _piece(function: str) -> str:
    return f"{{0}}.block.text[slice(*{function}({{0}}.block, {{0}}.element.span))]"


_PROPER = {"规范写法": text(f"proper({{0}}.element.name, {_VALUE})")}
_SENT = _PROPER | {
    "规范原文": text("proper({0}.element.name, raw({0}))"),
    "重复的机关": text(f"repeated_recipients({_VALUE})"),
    "名录外机关": text("misspelt_recipient({0})", wide=True),
    "名录中相近": text("listed_like({0})", wide=True),
}

OF_ELEMENTS: Final[dict[str, dict[str, Attribute]]] = {
    "份号": _PROPER,
    "密级": _PROPER
    | {
        "保密年数": number(f"secrecy_years({_VALUE})"),
        "最长年数": number(f"longest_years({_VALUE})"),
    },
    "标题": {
        "去重写法": text(f"without_doubled_words({_VALUE})"),
        "疏排": text(
            "spaced_words({0}.block, {0}.element.span)",
            "spaced_span({0}.block, {0}.element.span)",
        ),
        "紧排": text("closed_up({0}.block, {0}.element.span)"),
        "断行不当": text("bad_break({0}.block)"),
    },
    "主送": _SENT | {"机关数": number(f"recipient_count({_VALUE})")},
    "附件": {
        "末尾多余": text(_piece("list_end"), "list_end({0}.block, {0}.element.span)"),
        "首个序号": text(_piece("list_number"), "list_number({0}.block, {0}.element.span)"),
    },
    "成文日期": {"前一日期": text(f"{_FACTS}.earlier_days.get({{0}}.block.origin, '')", wide=True)},
    "印发件": {
        "标题所印发": text(f"{_FACTS}.carried", wide=True),
        "名称不符": truth(f"(not same_name({_FACTS}.carried, {_VALUE}))", wide=True),
    },
    "抄送": _SENT,
}
"""By the name of the element."""

OF_WHOLE: Final[dict[str, Attribute]] = {
    "发文机关": text("{0}.values.get('发文机关', '')", wide=True),
    "文种": text("statutory_type({0}.header.title)", wide=True),
    "标题机关": text("{0}.header.title_issuer", wide=True),
    "标题所印发": text("{0}.header.carried", wide=True),
    "正文所印发": text("{0}.header.named_in_opening", wide=True),
    "正文所印发不符": truth("{0}.header.opening_differs", wide=True),
    "标志机关": text("{0}.header.mark_issuer", wide=True),
    "署名机关": text("{0}.header.signer", wide=True),
    "署名数": number("len({0}.header.signers)", wide=True),
    "注明同意": truth("{0}.header.agreed", wide=True),
    "未送达单位": text("{0}.header.unreached", wide=True),
    "又送又抄": text("{0}.header.twice_sent", wide=True),
    "附件说明件数": number("len({0}.header.listed_attachments)", wide=True),
}

OF_ATTACHMENTS: Final[dict[str, Attribute]] = {
    "标识": text("{0}.block.text"),
    "说明中名称": text(f"{_FACTS}.listed_as({{0}}.place)", wide=True),
    "说明中序号": number(f"{_FACTS}.place_in_list({{0}}.attachment)", wide=True),
}

OF_ORGANS: Final[dict[str, Attribute]] = {
    "送达": text(f"REACHES[{_FACTS}.reaches[{{0}}.name]]", wide=True),
}

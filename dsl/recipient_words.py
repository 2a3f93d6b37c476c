"""The words of addressing, as data: which places, organs and bodies a name or a class means."""

from __future__ import annotations

import re
from typing import Final, Literal

from hegao.dsl.unit_words import BLANKET, PARTY_ORGAN, VAGUE

Tier = Literal["省", "县", "乡镇", "村", "园区"]

# The first that matches takes its words away, so that the 区 of 开发区 is no 区 of 各县（市、区）.
_TIERS: Final[tuple[tuple[Tier, re.Pattern[str]], ...]] = (
    (
        "园区",
        re.compile(
            r"(?:园|开发|高新|经开|新|功能|示范|试验|度假|保税|片|经济|产业)区|园(?!林)|管委会|平台"
        ),
    ),
    ("村", re.compile(r"社区|村(?!镇)|居委会")),
    ("省", re.compile(r"省|自治区|直辖市")),
    ("乡镇", re.compile(r"乡|镇|街|办事处|苏木")),
    ("县", re.compile(r"[市县区旗州盟]")),
)
_OF_A_TIER: Final = re.compile("[区园管平村居省直乡镇街办苏市县旗州盟]")
"""Without one of these no words of a tier stand in a name."""
_LONGEST_NAME: Final = 80
LOWER: Final[dict[Tier, frozenset[Tier]]] = {
    "省": frozenset(("省", "县", "乡镇", "村")),
    "县": frozenset(("县", "乡镇", "村")),
    "乡镇": frozenset(("乡镇", "村")),
    "村": frozenset(("村",)),
    "园区": frozenset(("园区",)),
}
"""Whom a notice comes to that is sent to all of a tier: they pass it on."""

_RULE: Final = r"(?:人民政府|政府|办事处|党委|党工委|管理委员会|管委会|管理办公室)?$"
_PLACE: Final = re.compile(
    rf".(?:开发区|高新区|经开区|园区|新区|功能区|示范区|试验区|度假区|经济区|[省市县区旗州盟乡镇村]|街道|社区){_RULE}"
    r"|^(?:开发区|高新区|经开区|园区|新区)" + _RULE
)
_DEPARTMENTS: Final = re.compile(
    r"(?:部门|单位|机关|机构|部委|委办局|部委办局|科室|处室|各办|站所)(?:（[^）]*）)?$"
)
_LOWER_PLACES: Final = re.compile(r"^(?:全[省市县区])?各(?:有关)?(?:省|市|县|区|州|旗|盟|乡|镇|街)")
_LEVEL: Final = re.compile(
    r"^[^各]*?([省市县区旗州盟镇乡]|街道)"
    r"(?=[直级府属委党各]|机关|政府|人民政府|管委会|管理委员会|工委|有关|相关|其他|所有|部门|单位)"
)
PARTY_CLASS: Final = re.compile(r"(?:委|党群|党委|党工委)(?:机关|系统)?各?(?:有关)?(?:部门|部委)")
PARTY: Final = re.compile(
    rf"^.{{0,8}}?[省市县区旗州工党]委(?!员)|{PARTY_ORGAN.pattern}|纪委|人武部|机要|史志"
)
ENTERPRISE: Final = re.compile(
    r"公司|集团|企业(?!局|服务|发展)|银行(?!业)|农商行|信用社|控股|[投金]控$|资本$|供电|供水厂|水厂|电信$|移动$|联通$"
)
CENTRAL_BANK: Final = re.compile(r"^(?:中国)?人民银行|^人行")
VERTICAL: Final = re.compile(
    r"税务|气象|消防救援|海关|海事|调查队|烟草|邮政管理|银保监|金融监督管理|出入境|分局$|^(?:中国)?人民银行|^人行"
)
FOREIGN: Final = re.compile(r"国家|国务院|国网|中国|中央|全国|人民银行|人行|武警|驻|上级")
VERTICAL_KIND: Final = re.compile(r"垂直|垂管|双重|[上中省]级?驻|驻[省市县区州旗]|派驻")
ENTERPRISE_KIND: Final = re.compile(r"企业|公司|集团")
ANYBODY: Final = re.compile(r"^(?:各|有关|相关)+(?:单位|地区|地方|地|方面)$|^各级|^各地|成员单位")
# A class of recipients that is no class of places or departments, and the units it holds.
BODIES: Final[tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = (
    (
        re.compile("驻(?!村|马店)"),
        re.compile(rf"{VERTICAL.pattern}|{ENTERPRISE.pattern}|人武部|部队|武警"),
    ),
    (re.compile("(?:企业|公司|集团)$"), ENTERPRISE),
    (re.compile("(?:银行|金融机构)$"), re.compile("银行|信用社|农商行|农信|保险")),
    (re.compile("(?:高校|院校|学校|大学)$"), re.compile("大学|学院|学校|校$|中学|小学|幼儿园")),
    (re.compile("(?:医院|医疗机构|医疗卫生机构)$"), re.compile("医院|卫生院|医疗中心")),
    (
        re.compile("(?:人民团体|群团(?:组织|部门)?|群众团体)$"),
        re.compile(r"工会|团[省市县区州旗]?委|妇联|残联|科协|文联|侨联|工商联|红十字会|台联|社科联|协会"),
    ),
)  # fmt: skip


_BODY: Final = re.compile(f"{BODIES[0][0].pattern}|{BODIES[-1][0].pattern}")


def tiers_of(text: str) -> frozenset[Tier]:
    """The tiers of the places that a class or a place's own name means; none for other names."""
    if not _OF_A_TIER.search(text):
        return frozenset()
    rest = text if is_class(text) else _own_end(text)
    found: list[Tier] = []
    for tier, words in _TIERS if rest else ():
        if words.search(rest):
            found.append(tier)
            rest = words.sub("", rest)
    return frozenset(found)


def department_level(text: str) -> str | None:
    """The level of a class of departments (县 of 县直各部门); None when it is no such class."""
    if (
        len(text) > _LONGEST_NAME
        or not _DEPARTMENTS.search(text)
        or _LOWER_PLACES.search(text)
        or not is_class(text)
    ):
        return None
    match = _LEVEL.search(text)
    return match[1] if match else ""


def is_class(text: str) -> bool:
    """Whether a name means many: 各乡镇, 有关单位, 驻县单位."""
    return (
        BLANKET.search(text) is not None
        or VAGUE.search(text) is not None
        or _BODY.search(text) is not None
    )


def _own_end(text: str) -> str:
    """The end of a place's name, which says what it is: 镇 of 某某镇人民政府."""
    match = _PLACE.search(text)
    return match[0][1:] if match else ""

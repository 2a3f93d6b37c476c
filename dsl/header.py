"""Header and back matter of a notice, from field lines or from the form of finished text.

What a line is, is read off its form alone (a whole line that is a date, a document number, a
bracketed note …) and, for the title and the signature, off its neighbours. GB/T 9704-2012,
clauses 7.2 to 7.4, gives the elements and their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Element
from hegao.dsl.model import Block
from hegao.dsl.units import looks_like_unit
from hegao.grammar.lines import Line
from hegao.grammar.source import Span, make
from hegao.grammar.vocabulary import FIELDS, HEADER_FIELDS

# The elements in the order of GB/T 9704-2012, 7.2 to 7.4: above the text, below it, at its end.
FRONT = ("份号", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人", "标题", "主送")
CLOSING = ("附件", "署名", "成文日期", "附注")
BACK = ("主办", "督办", "抄送", "印发机关", "印发日期", "印数")
WHITE = re.compile(r"\s+")
WIDE_GAP = re.compile(r"\s*\u3000\s*|\s{2,}")
# 条例第八条 names the fifteen kinds (文种); the rest are what a notice carries.
KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
    "|要点|方案|计划|规划|措施|办法|规定|细则|清单|分工|规程|规则|指南|制度|目录|预案|举措|政策|表"
    "|纲要|名单|标准|规范|章程|导则|工作任务|任务书|责任书|工作安排"
)
VERSION = r"(?:[（(][^（）()]{1,12}[）)])*"
CARRIER = re.compile(rf"关于.*(?:{KINDS}){VERSION}[。．.]?\Z")
CARRIED = re.compile(rf"(?:{KINDS}){VERSION}\Z")
ORGAN = re.compile(
    r"[\u4e00-\u9fff“”（）()·、\s]{0,40}?(?:人民政府|办公室|办公厅|委员会|管委会|国务院|党委|总工会"
    r"|[\u4e00-\u9fff](?:局|厅|委|办|部|院|署|会|中心|集团|公司|支队|总队|大队|指挥部|专班))"
    r"(?:[（(][^（）()]{1,24}[）)])?"
)
ISSUER_MARK = re.compile(
    r"([\u4e00-\u9fff\s]{3,60}?(?:人民政府|办公室|办公厅|委员会|局|厅|委|部|院))\s*(文\s*件)?"
)
CLASSED = re.compile(
    r"(?P<密级>(?:绝密|机密|秘密)\s*[★☆*＊]?\s*\S{0,8}?)\s+(?P<紧急程度>特急|加急|平急|特提)"
)
BARE_NOTE = re.compile("[（(]?(?:主动公开|依申请公开|不予公开|公开发布|删减后公开)[）)]?")
# Who also signs, in brackets or as a plan: no contact, no remark with a colon.
SIGNER = re.compile(r"[（(][^：:\d]{2,40}[）)]|[“”\u4e00-\u9fff]{2,24}动计划")
SEAL = re.compile(r"[（(]\s*(?:盖\s*章|公\s*章|印\s*章)\s*[）)]")
NOTE = re.compile(r"[（(]\s*此件.{1,30}[）)]")
DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
PRINTED = re.compile(rf"(?P<organ>.*?)\s*(?P<date>{DAY})\s*印发")
# The organ and the day on one line; the number and who signs on one line (7.2.6).
SIGNED = re.compile(rf"(?P<署名>{ORGAN.pattern})\s+(?P<成文日期>{DAY})")
NUMBERED = re.compile(
    r"(?P<发文字号>[\u4e00-\u9fff]{2,12}\s*[〔\[【［]\s*\d{4}\s*[〕\]】］]\s*\d{1,4}\s*号)"
    r"\s+签\s*发\s*人\s*[：:]\s*(?P<签发人>[\u4e00-\u9fff·\s]{2,40})"
)
COPIES = re.compile(r"[（(]?\s*共印\s*\d+\s*份\s*[）)]?")
RECIPIENTS = re.compile(r"(.{2,300})[：:]\Z", re.DOTALL)
RECIPIENT_WORDS = re.compile(
    "^各|政府|部门|单位|委员会|[局厅办委部院]|机构|街道|乡镇|公司|企业|学校|专班|管委会|园区"
)
RUN_IN_NUMBER = re.compile(
    r"(?:通知|意见|通报|决定|函|公告)(?P<number>[\u4e00-\u9fff]{2,12}[〔\[【]\d{4}[〕\]】]\d{1,4}号)"
    r"(?:(?P<recipients>[^：:。；《》]{4,200})[：:])?"
)
RUN_IN_NOTE = re.compile(r"(?<=日)(?P<note>[（(]此件[^（）()]{2,20}[）)])")
SENTENCE = re.compile("[。；！？]")
ATTACHMENT_START = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*[：:]?")
# Attachments that are filled in, looked up or explain: their numbered lines ask for nothing.
FORM = re.compile(
    rf"(?:名单|(?:申报|申请|登记|统计|汇总|报[送名]|推荐|信息|情况|调查|评分|自评|审批|备案)[表书]|回执|承诺书|说明"
    rf"|解释|(?:评分|评价|评审|认定|考核)(?:标准|细则|指标)|样[式表]|模板|格式|通讯录|流程图?|须知|提纲){VERSION}\Z"
)
LONGEST_ELEMENT = 120
ELEMENT_ENDS = frozenset("）)开布日急提份发")
"""How a line ends that is an element by its form alone, but for one that says who signs."""
LONGEST_COPIES = 500
ORGAN_SEPARATOR = re.compile("[，、。,；;]")


def organs_in(text: str) -> tuple[str, ...]:
    """The organs of a line that names several with spaces between; empty for any other line."""
    names = tuple(filter(None, WIDE_GAP.split(text.strip())))
    several = len(names) > 1 and all(len(name) > 3 and is_organ(name) for name in names)
    return names if several else ()


def title_text(text: str) -> str:
    """A title without white space, but for one character between organs that issue it jointly."""
    organs, about, rest = text.partition("关于")
    names = organs.split()
    joint = len(names) > 1 and all(len(each) > 3 and is_organ(each) for each in names)
    return "\u3000".join(names) + squeeze(about + rest) if joint else squeeze(text)


def squeeze(text: str) -> str:
    """Without white space, which in a layout element only spaces letters or wraps lines."""
    return WHITE.sub("", text)


def element_of(name: str, line: Line, value: str, span: Span, *, written: bool) -> Element:
    """An element whose block is the line without its indentation."""
    block = make(Block, (line.raw[line.label : line.stop], line.start + line.label, ()))
    return make(Element, (name, value, block, span, written))


def field_element(line: Line) -> Element | None:
    """The element that a field line writes out; None for fields of tasks."""
    name = field_name_of(line)
    if name not in HEADER_FIELDS:
        return None
    start = line.body - line.label
    span = make(Span, (start, max(line.stop - line.label, start)))
    return element_of(name, line, line.text.strip(), span, written=True)


def back_matter(line: Line) -> list[Element]:
    """The elements that a line is by its form alone, wherever it stands."""
    if line.stop - line.label > LONGEST_ELEMENT:
        return []
    text = line.raw[line.label : line.stop]
    if text[-1:] not in ELEMENT_ENDS and "签" not in text:
        return []
    whole = Span(0, len(text))
    if NOTE.fullmatch(text) or BARE_NOTE.fullmatch(text):
        return [element_of("附注", line, squeeze(text), whole, written=False)]
    if match := SIGNED.fullmatch(text) or NUMBERED.fullmatch(text) or CLASSED.fullmatch(text):
        return [
            element_of(name, line, squeeze(match[name]), Span(*match.span(name)), written=False)
            for name in match.groupdict()
        ]
    if COPIES.fullmatch(text):
        return [element_of("印数", line, squeeze(text), whole, written=False)]
    if match := PRINTED.fullmatch(text):
        found = [
            element_of(
                "印发日期", line, squeeze(match["date"]), Span(*match.span("date")), written=False
            )
        ]
        if match["organ"]:
            organ = element_of(
                "印发机关", line, squeeze(match["organ"]), Span(*match.span("organ")), written=False
            )
            found.insert(0, organ)
        return found
    return []


def is_date_line(line: Line) -> bool:
    """Whether a line is one written date and nothing else."""
    if not 8 <= line.stop - line.label <= 24:
        return False
    dates = find_dates(line.raw[line.label : line.stop])
    return len(dates) == 1 and dates[0].span == (0, line.stop - line.label)


def is_organ_line(line: Line) -> bool:
    """Whether a line is the name of an organ and nothing else."""
    if line.type != "PROSE" or not 2 < line.stop - line.label <= 60:
        return False
    return ORGAN.fullmatch(line.raw, line.label, line.stop) is not None


def is_organ(name: str) -> bool:
    """Whether a text is the whole name of an organ."""
    return ORGAN.fullmatch(name) is not None


def signature(lines: Sequence[Line]) -> dict[int, str]:
    """Which of some lines are 署名 and 成文日期: organs on lines of their own above a date."""
    roles: dict[int, str] = {}
    for index, line in enumerate(lines):
        if index and _prints_alone(line) and is_organ_line(lines[index - 1]):
            roles[lines[index - 1].start] = "印发机关"
        if line.type != "PROSE" or not is_date_line(line):
            continue
        above = index - 1
        while above >= 0 and index - above <= 12 and _may_sign(lines[above]):
            if not SEAL.fullmatch(lines[above].raw, lines[above].label, lines[above].stop):
                roles[lines[above].start] = "署名"
            above -= 1
        roles[line.start] = "成文日期"
    return roles


def _prints_alone(line: Line) -> bool:
    """Whether a line says when it was printed and not by whom."""
    if not line.raw.endswith("印发", line.label, line.stop):
        return False
    match = PRINTED.fullmatch(line.raw, line.label, line.stop)
    return match is not None and not match["organ"]


def _may_sign(line: Line) -> bool:
    if line.type != "PROSE" or line.stop - line.label > 60:
        return False
    text = line.raw[line.label : line.stop]
    return ORGAN.fullmatch(text) is not None or SIGNER.fullmatch(text) is not None


def field_name_of(line: Line) -> str:
    """The name of the field that a line writes; an empty string for other lines."""
    spelling = (line.repair or line.label_text).rstrip("：: ")
    return FIELDS.get(spelling) or FIELDS.get(squeeze(spelling), "")


def run_in(block: Block, known: Sequence[Element]) -> list[Element]:
    """The elements that a paragraph holds whose lines have run together, as web copies do.

    Only what the form alone makes sure: a document number right behind the title, the
    recipients between it and the first colon, and the bracketed note.
    """
    match = RUN_IN_NUMBER.search(block.text)
    note = RUN_IN_NOTE.search(block.text)
    if match is None and note is None:
        return []
    names = {element.name for element in known}
    found: list[Element] = []
    if match and "发文字号" not in names:
        found.append(_piece("发文字号", block, match, "number"))
        if "主送" not in names and match["recipients"]:
            found.append(_piece("主送", block, match, "recipients"))
    if note and "附注" not in names:
        found.append(_piece("附注", block, note, "note"))
    return found


def _piece(name: str, block: Block, match: re.Match[str], group: str) -> Element:
    return Element(name, squeeze(match[group]), block, Span(*match.span(group)), written=False)


def day_of(elements: Sequence[Element], *names: str) -> date | None:
    """The day that the first element of the first of some names states."""
    for name in names:
        for element in elements:
            if element.name == name and (dates := find_dates(element.value)):
                return dates[0].value
    return None


def goes_on_with_organs(copies: Element, line: Line) -> bool:
    """Whether a line goes on with the organs of the 抄送 above it: it names nothing else."""
    text = line.raw[line.label : line.stop]
    if len(copies.block.text) > LONGEST_COPIES or len(text) > LONGEST_ELEMENT:
        return False
    names = [name.strip() for name in ORGAN_SEPARATOR.split(text) if name.strip()]
    return bool(names) and all(looks_like_unit(name) for name in names) and not back_matter(line)


def is_attachment_line(text: str) -> bool:
    """Whether a line only says that an attachment begins: 附件, 附件2."""
    return ATTACHMENT_START.fullmatch(text) is not None


def is_form(name: str) -> bool:
    """Whether the name of an attachment is that of a form, a list of names or an explanation."""
    return FORM.search(name) is not None


def is_rule_line(text: str) -> bool:
    """Whether a line is a rule left over from Markdown: `---`."""
    return len(text) >= 3 and not text.strip("-—_=* ")

"""What the lines before the first numbered item are: the head of a finished notice.

Each line's role is read off its form and its neighbours: titles and lists of recipients may take
several lines. GB/T 9704-2012, clauses 7.2 and 7.3, gives the elements and their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hegao.dsl.header import (
    CARRIED,
    CARRIER,
    CLASSED,
    ISSUER_MARK,
    RECIPIENT_WORDS,
    RECIPIENTS,
    SENTENCE,
    field_name_of,
    is_date_line,
    is_organ_line,
    is_rule_line,
    signature,
    squeeze,
)
from hegao.dsl.references import find_document_numbers
from hegao.dsl.titles import carried_by, same_name
from hegao.grammar.lines import Line

COPY_NUMBER = re.compile(r"\d{6}")
SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:[★☆*＊].{0,8})?")
URGENCY = re.compile("特急|加急|平急|特提")
MOST_TITLE_LINES = 4
LONGEST_TITLE = 120
LONGEST_TITLE_LINE = 60
# What a title is about, where it has no 关于; no organ is called so.
ACTS = re.compile("贯彻|落实|推进|加强|做好|开展|深化|促进|实施")


def front_matter(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> dict[int, str]:
    """The roles of the prose lines before the first numbered item, by where each line starts.

    Roles are field names, and 印发件 for the title of what the notice carries. What is `known`
    already, or written as a field, is not looked for.
    """
    roles = signature(lines)
    fields = {line.start: field_name_of(line) for line in lines if line.type == "FIELD"}
    seen = {*known, *fields.values()}
    if "标题" not in seen and (title := _wrapped_title(lines)):
        roles |= dict.fromkeys((line.start for line in title), "标题")
    titles = ""
    for index, line in enumerate(lines):
        text = line.raw[line.label : line.stop]
        if "标题" in (roles.get(line.start), fields.get(line.start)):
            titles += squeeze(line.text)
        seen.update({roles.get(line.start, "")} & {"标题"})
        if line.start in roles or line.type != "PROSE" or not text:
            continue
        if is_rule_line(text):
            roles[line.start] = "分隔线"
        elif (carried := carried_by(titles)) and same_name(carried, text):
            roles[line.start] = "印发件"
        elif (role := _front_role(text, seen)) is not None:
            roles[line.start] = role
            titles += squeeze(text) if role == "标题" else ""
            seen.add("标题" if role == "印发件" else role)
            if role == "标题" and index and _is_title_start(lines[index - 1], text, roles):
                roles[lines[index - 1].start] = "标题"
            if role == "主送":
                roles |= dict.fromkeys(_recipients_above(lines[:index], roles), "主送")
    return roles


def _wrapped_title(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of the first title that takes several, none of which is a title on its own."""
    for index, line in enumerate(lines):
        flat = squeeze(line.text)
        if "关于" not in flat or not _may_be_of_title(line):
            continue
        if CARRIER.search(flat):
            return ()
        for end in range(index + 1, min(index + MOST_TITLE_LINES, len(lines))):
            if not _may_be_of_title(lines[end]):
                break
            flat += squeeze(lines[end].text)
            if CARRIER.search(flat) and len(flat) <= LONGEST_TITLE:
                return lines[_first_of_title(lines, index) : end + 1]
    return ()


def _may_be_of_title(line: Line) -> bool:
    text = squeeze(line.text)
    if line.type != "PROSE" or not text or len(text) > LONGEST_TITLE_LINE:
        return False
    if SENTENCE.search(text) or text.endswith(("：", ":")) or is_date_line(line):
        return False
    return not find_document_numbers(text)


def _first_of_title(lines: Sequence[Line], about: int) -> int:
    """Where a title begins whose line with 关于 is given: the organs above it are part of it.

    The organ of a letterhead without 文件 is not: it stands above the same organ.
    """
    first = about
    while (
        first and squeeze(lines[about].text).startswith("关于") and is_organ_line(lines[first - 1])
    ):
        first -= 1
    names = [squeeze(line.text) for line in lines[first:about]]
    if len(names) > 1 and (names[0].endswith(names[1]) or names[1].endswith(names[0])):
        first += 1
    return first


def _recipients_above(lines: Sequence[Line], roles: dict[int, str]) -> list[int]:
    """Where the lines begin that a list of recipients goes on from."""
    found: list[int] = []
    for line in reversed(lines):
        goes_on = line.text.endswith(("，", "、", ",")) and _names_recipients(squeeze(line.text))
        if line.type != "PROSE" or line.start in roles or not goes_on:
            break
        found.append(line.start)
    return found


def _is_title_start(line: Line, rest: str, roles: dict[int, str]) -> bool:
    """Whether a line is the upper half of a title that goes on in the next one."""
    text = line.raw[line.label : line.stop]
    if line.type != "PROSE" or SENTENCE.search(text) or len(text) > 60:
        return False
    begun = "关于" in text or ACTS.search(text)
    if not rest.startswith("关于") and ("关于" in rest or not begun):
        return False
    return roles.get(line.start) in (None, "发文机关标志") and not text.endswith(("件", "：", ":"))


def _front_role(text: str, seen: set[str]) -> str | None:
    flat = squeeze(text)
    title_seen = "标题" in seen
    if CLASSED.fullmatch(text):
        return None
    if not title_seen:
        for name, form in (("份号", COPY_NUMBER), ("密级", SECRECY), ("紧急程度", URGENCY)):
            if form.fullmatch(flat):
                return name
    if (
        len(flat) < 60
        and (numbers := find_document_numbers(flat))
        and numbers[0].span == (0, len(flat))
    ):
        return "发文字号"
    if "主送" not in seen and RECIPIENTS.fullmatch(text) and _names_recipients(flat):
        return "主送"
    if SENTENCE.search(flat[:-1]) or len(flat) > 90:
        return None
    if not title_seen and (CARRIER.search(flat) or (len(flat) > 8 and CARRIED.search(flat))):
        return "标题"
    if not title_seen and len(flat) < 50 and ISSUER_MARK.fullmatch(flat):
        return "发文机关标志"
    names_text = CARRIED.search(flat) and flat != "目录" and not flat.startswith("特此")
    if title_seen and len(flat) < 60 and names_text:
        return "印发件"
    return None


def _names_recipients(flat: str) -> bool:
    return RECIPIENT_WORDS.search(flat) is not None and not SENTENCE.search(flat)

"""Coverage as people see it: the page, the table of the terminal, the workbook."""

from __future__ import annotations

import copy
import html
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any, cast

import pytest

from hegao.cli.coverage_sheet import write_sheet
from hegao.cli.coverage_tables import headline, show, write_table
from hegao.dsl.coverage.entries import CoverageData
from hegao.dsl.coverage.page import write_page
from hegao.dsl.coverage.page_limits import limit_pairs
from hegao.dsl.coverage.page_links import links_of
from hegao.dsl.coverage.page_words import ASPECTS, STATES
from hegao.grammar.source import LineIndex
from material import DATA, read

SAMPLES = ("reading", "no_items", "unreadable", "no_tasks", "nothing")
VOID = frozenset(("meta", "input", "circle", "line", "br"))
HOSTILE = (
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "</style><b>", "<!--", "]]>",
    "\" onmouseover=\"alert(3)", "' onclick='alert(4)", "&lt;img src=x onerror=alert(5)&gt;",
    "$style ${script} $", "{0} %s \\", "=1+1", "\u202e反\u0000\ud800\x0b",
)  # fmt: skip
FIXED = frozenset(("state", "what", "direction", "end", "pieces"))
"""Keys whose values come from closed lists, or whose texts are replaced below."""


class Reader(HTMLParser):
    """The elements of a page, checked to be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def sample(name: str) -> CoverageData:
    return cast(CoverageData, json.loads(read(DATA / "coverage" / f"{name}.json")))


def text_of(page: str) -> str:
    bare = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", bare))


def replaced(value: Any, text: str, key: str = "") -> Any:
    """Every free text of some data replaced; pieces keep their kinds, refs their targets."""
    if isinstance(value, dict):
        return {k: replaced(v, text, k) for k, v in value.items()}
    if key == "pieces":
        return [[kind, text] for kind, _ in value]
    if isinstance(value, list):
        return [replaced(each, text, key) for each in value]
    return text if isinstance(value, str) and key not in FIXED and key != "issued" else value


def filled(text: str) -> CoverageData:
    """The sample with a text in every place, those of unread files and lone numbers too."""
    data = sample("reading")
    data["upstreams"] += sample("unreadable")["upstreams"][1:]
    data["upstream"][4]["tasks"] = ["88"]
    made = cast(CoverageData, replaced(data, text))
    made["upstream"][4]["tasks"] = [f"{text}88"]
    return made


def large(items: int, tasks: int) -> CoverageData:
    """Data of a size, made of the sample's entries."""
    data = sample("reading")
    made = copy.deepcopy(data)
    made["upstream"], made["tasks"] = [], []
    linked = [item for item in data["upstream"] if item["tasks"]]
    for place in range(items):
        item = copy.deepcopy(linked[place % len(linked)])
        item["ref"] = f"省要点 第（{place}）项"
        item["tasks"] = [str(n) for n in range(place, tasks, items)]
        pairs = [pair for sentence in item["sentences"] for pair in sentence["counterparts"]]
        for sentence in item["sentences"][:1]:
            sentence["counterparts"] = [{**pairs[0], "task": n} for n in item["tasks"]]
        made["upstream"].append(item)
    for place in range(tasks):
        task = copy.deepcopy(data["tasks"][place % len(data["tasks"])])
        task.update(number=f"{place}．", refs=[f"省要点 第（{place % items}）项"])
        made["tasks"].append(task)
    return made


@pytest.mark.parametrize("name", SAMPLES)
def test_page_is_well_formed_and_stands_alone(name: str) -> None:
    page = write_page(sample(name))
    elements = Reader(page).elements
    assert elements[0] == ("html", {"lang": "zh-CN"})
    assert not {tag for tag, _ in elements} & {"link", "img", "iframe", "object", "base"}
    assert not re.search(r"https?:|//\w|@import|url\(", page)
    for _, attributes in elements:
        assert not {"style", "src"} & attributes.keys()
        assert not [key for key in attributes if key.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_link_leads_somewhere(name: str) -> None:
    elements = Reader(write_page(sample(name))).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {"href": "#", "aria-labelledby": ""}
    for _, attributes in elements:
        for key, before in named.items():
            if value := attributes.get(key):
                assert value.removeprefix(before) in ids


def test_without_its_script_all_is_shown() -> None:
    elements = Reader(write_page(sample("reading"))).elements
    assert all("open" in attributes for tag, attributes in elements if tag == "details")
    hidden = [a.get("id") or a.get("class") for _, a in elements if "hidden" in a]
    assert hidden == ["filters", "nothing"]


def test_only_the_page_s_own_script_and_style_may_run() -> None:
    page = write_page(sample("reading"))
    policy = html.unescape(re.findall(r'Security-Policy" content="([^"]*)"', page)[0])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_inserted_is_markup(hostile: str) -> None:
    plain = Reader(write_page(filled("字"))).elements
    made = write_page(filled(hostile))
    made.encode("utf-8")
    found = Reader(made).elements
    assert [tag for tag, _ in found] == [tag for tag, _ in plain]
    assert [a.keys() for _, a in found] == [a.keys() for _, a in plain]
    shown = re.sub("[\x00\x0b\u202e\ud800]", "\ufffd", hostile)
    assert text_of(made).count(shown) > 100


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_told(state: str) -> None:
    data = sample("reading")
    page, name = write_page(data), {**STATES}[state]  # type: ignore[index]
    number = sum(item["state"] == state for item in data["upstream"])
    assert number
    assert f"<b>{number}</b><span>{name}</span>" in page
    assert page.count('<tr class="item" id=') == len(data["upstream"])
    assert page.count(f'<span class="state {state}">{name}</span>') == number
    assert f"{name}{number}项" in text_of(page)


@pytest.mark.parametrize("aspect", ASPECTS.values())
def test_every_aspect_is_told(aspect: str) -> None:
    assert f'<li class="weaker"><b>{aspect}<i>减弱</i></b>' in write_page(sample("reading"))


def test_all_that_is_known_is_on_the_page() -> None:
    data = sample("reading")
    text = text_of(write_page(data))
    for item in data["upstream"]:
        told = [item["ref"], item["reason"] or "", *item["units"]]
        told += [sentence["text"] for sentence in item["sentences"]]
        told += [d["message"] for d in item["differences"]]
        told += [
            pair["text"]
            for sentence in item["sentences"]
            for pair in sentence["counterparts"]
            if any(kind != "same" for kind, _ in pair["pieces"])
        ]
        assert [each for each in told if each not in text] == []
    for task in data["tasks"]:
        assert task["text"] in text


def test_pieces_are_marked_in_both_sentences() -> None:
    page = write_page(sample("reading"))
    assert "<del>所有</del>乡镇（街道）<del>必须</del>在" in page
    assert "<ins>有条件的</ins>乡镇（街道）<ins>要</ins>在" in page
    assert "<em>逐字相同</em>" in page


def test_sentences_are_quoted_as_they_stand() -> None:
    """Pieces may spell in the draft's way what is the same to a reader."""
    data = sample("reading")
    pair = data["upstream"][0]["sentences"][1]["counterparts"][0]
    data["upstream"][0]["sentences"][1]["text"] = "六月底前至少建成二个书房，每个书房开放十小时。"
    pair["text"] = "6月底前至少建成3个书房，每个大书房开放8小时。"
    pair["pieces"] = [
        ("same", "6月底前至少建成"), ("gone", "二"), ("new", "3"), ("same", "个书房，每个"), ("new", "大"),
        ("same", "书房开放"), ("gone", "十"), ("new", "8"), ("same", "小时。"),
    ]  # fmt: skip
    page = write_page(data)
    assert "六月底前至少建成<del>二</del>个书房，每个书房开放<del>十</del>小时。" in page
    assert "6月底前至少建成<ins>3</ins>个书房，每个<ins>大</ins>书房开放<ins>8</ins>小时。" in page


def test_only_equal_sentences_are_called_equal() -> None:
    data = sample("reading")
    pair = data["upstream"][5]["sentences"][0]["counterparts"][0]
    pair["text"] = pair["text"].replace("4月至10月", "四月至十月")
    assert "四月至十月举办全民阅读季" in write_page(data)


def test_two_upstreams_of_one_name() -> None:
    data = sample("reading")
    data["upstreams"].append(data["upstreams"][0])
    assert write_page(data).count('<tr class="item"') == len(data["upstream"])


def test_inferred_links_say_so() -> None:
    page = write_page(sample("reading"))
    assert "落实行写明" in page
    assert "推定，相似85%" not in page
    assert "推定，相似74%" in page


def test_own_tasks_are_listed_apart() -> None:
    page = write_page(sample("reading"))
    own = page[page.index('id="own"') : page.index('id="based"')]
    assert re.findall(r'<li class="task" id="t(\d+)"', own) == ["12", "13", "14"]
    assert "第57行" in own


def test_limits_are_compared_as_the_differences_say() -> None:
    data = sample("reading")
    pairs = {
        (data["upstream"][pair.item]["ref"], pair.asked["text"]): pair.told()
        for pair in limit_pairs(data, links_of(data))
    }
    assert pairs == {
        ("省要点 第（一）项", "2026年6月底前"): "早30天",
        ("省要点 第（二）项", "2026年9月底前"): "晚61天",
        ("省要点 第（二）项", "每季度"): "减弱",
        ("省要点 第（四）项", "每月"): "相同",
        ("省要点 第（五）项", "2026年8月底前"): "未落实",
        ("省要点 第（六）项", "4月23日前"): "同日",
        ("省要点 第（八）项", "2026年秋季学期起"): "相当",
        ("省要点 第（九）项", "10月底前"): "晚61天",
        ("省要点 第（十一）项", "2026年3月底前"): "不适用",
        ("省要点 第（十二）项", "每年12月10日前"): "早5天",
        ("市方案 第（二）项", "印发之日起30日内"): "没有写时限",
        ("市方案 第（三）项", "每周"): "已转交",
        ("市方案 第（四）项", "2026年10月底前"): "早46天",
    }


def test_a_later_day_nobody_objects_to_is_not_called_late() -> None:
    data = sample("reading")
    for item in data["upstream"]:
        item["differences"] = []
        item["state"] = "covered"
    assert not any(pair.late for pair in limit_pairs(data, links_of(data)))
    assert 'class="late"' not in write_page(data)


def test_crowded_days_name_what_is_late() -> None:
    data = large(100, 100)
    for place, task in enumerate(data["tasks"]):
        task["deadlines"] = [
            {"text": f"第{place}个", "end": f"2026-{place % 12 + 1:02}-{place % 27 + 1:02}"}
        ]
        item = data["upstream"][place]
        item["deadlines"] = [{"text": "年初", "end": "2026-01-01"}]
        item["differences"] = []
    late = data["upstream"][70]
    late["differences"] = [
        {"what": "deadline", "direction": "weaker", "message": "晚", "upstream": "年初", "draft": "第70个", "task": None}
    ]  # fmt: skip
    (drawing,) = re.findall(r"<svg.*?</svg>", write_page(data), re.DOTALL)
    assert 40 < drawing.count("<circle") < 120
    assert drawing.count("<text") < 110
    assert (
        len(re.findall(r'<g class="down late"[^>]*><circle[^>]*><text[^>]*>[^<]*70晚', drawing))
        == 1
    )


def test_late_joins_carry_a_word() -> None:
    (drawing,) = re.findall(r"<svg.*?</svg>", write_page(sample("reading")), re.DOTALL)
    late = re.findall(r'<g data-for="[\d ]+" class="late">(.*?)</g>', drawing)
    assert len(late) == 2
    assert all("晚61天</text>" in each for each in late)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no_items", "没有读到要落实的条目"),
        ("unreadable", "这个PDF是扫描件，没有文字，请换成有文字的文件"),
        ("no_tasks", "未落实3项"),
        ("nothing", "没有写明上级文件"),
    ],
)
def test_little_is_told_plainly(name: str, told: str) -> None:
    assert told in text_of(write_page(sample(name)))


def test_tasks_of_the_same_number_are_told_apart_by_their_refs() -> None:
    data = sample("reading")
    for task in data["tasks"]:
        task["number"] = "1."
    assert links_of(data).tasks[1] == [1]


def test_a_page_of_a_hundred_items_and_a_thousand_tasks() -> None:
    page = write_page(large(100, 1000))
    assert len(page.encode()) < 3_000_000
    assert page.count('<tr class="item"') == 100
    assert page.count('<li class="task"') == 1000
    assert len(re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0].encode()) < 20_000


def test_size_grows_with_the_data() -> None:
    base = len(write_page(large(10, 1)))
    first, second = (len(write_page(large(10, tasks))) - base for tasks in (100, 200))
    assert second < 2.2 * first


def test_an_item_that_all_tasks_carry_out_stays_bounded() -> None:
    data = large(1, 1000)
    page = write_page(data)
    assert "另有960项" in page
    assert "另有988处对应，从略" in page


def test_table() -> None:
    lines = write_table(sample("reading")).splitlines()
    assert len(lines) == 1 + 16 + 3
    assert lines[0].split() == ["状态", "上级条目", "要求", "本文任务", "差异和说明"]
    assert lines[3].split() == [
        "已落实",
        "省要点",
        "第（三）项",
        "延伸农家书屋服务。",
        "3、12（推定）",
    ]
    assert "时限：本文2026年11月底前，比上级2026年9月底前晚61天（任务2）；数量：" in lines[2]
    assert lines[-1].split() == ["无依据", "为城市书房购买公众责任保险。", "第57行"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "reading",
            "安平县2026年全民阅读工作实施方案：上级要求16项：未落实2项、有减弱4项、待复核1项、"
            "待确认1项、已落实6项、已转交1项、不适用1项；本文另有3项任务没有上级依据",
        ),
        ("nothing", "全民阅读实施方案.notice：没有读到上级要求"),
        (
            "unreadable",
            "安平县2026年全民阅读工作实施方案：上级要求2项：有减弱1项、已落实1项；1份上级文件没有读成",
        ),
    ],
)
def test_headline(name: str, line: str) -> None:
    assert headline(sample(name)) == line


@pytest.mark.parametrize("name", SAMPLES)
def test_terminal(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    show(sample(name))
    out = capsys.readouterr().out
    assert "差异和说明" in out
    assert ("牵头：上级由图书馆牵头" in out) == (name == "reading")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_table_stays_on_its_lines(hostile: str) -> None:
    table = write_table(filled(hostile))
    assert len(table.splitlines()) == LineIndex(table).position(len(table)).line - 1
    assert not re.search("[\x00\x0b\u202e\ud800]", table)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_can_be_read() -> None:
    style = re.findall(r"<style>(.*?)</style>", write_page(sample("nothing")), re.DOTALL)[0]
    pairs = re.findall(r"--tone: (#\w{6}); --tint: (#\w{6})", style)
    pairs += [
        (back, text) for back, text in re.findall(r"background: (#\w{6}); color: (#\w{6})", style)
    ]
    pairs += [(name, "#ffffff") for name in re.findall(r"--(?:soft|link|red|ink): (#\w{6})", style)]
    assert len(pairs) > 10
    for pair in pairs:
        low, high = sorted(map(luminance, pair))
        assert (high + 0.05) / (low + 0.05) >= 4.5, pair


def book(data: CoverageData) -> Any:
    openpyxl = pytest.importorskip("openpyxl", reason="没有 openpyxl，跳过工作簿的检查")
    return openpyxl.load_workbook(io.BytesIO(write_sheet(data)))


def rows(sheet: Any) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_sheets_have_a_row_for_each() -> None:
    data = sample("reading")
    made = book(data)
    assert made.sheetnames == ["对照表", "差异", "本文任务"]
    compared, different, drafted = (rows(made[name])[1:] for name in made.sheetnames)
    assert len(compared) == 17
    assert [row[8] for row in compared if row[2] == "省要点 第（三）项"] == ["3", "12"]
    assert {row[6] for row in compared} == set(STATES.values())
    assert len(different) == sum(len(item["differences"]) for item in data["upstream"])
    assert {row[2] for row in different} == set(ASPECTS.values())
    assert [row[0] for row in drafted if row[6] == "无"] == ["13", "14", "第57行"]


@pytest.mark.parametrize("name", SAMPLES)
def test_sheets_can_be_read_and_printed(name: str) -> None:
    for sheet in book(sample(name)).worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_sheets_compute_nothing(hostile: str) -> None:
    made = book(filled(hostile))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(isinstance(cell.value, str | None) for cell in cells)


def test_an_unreadable_upstream_is_in_the_sheet() -> None:
    first = rows(book(sample("unreadable"))["对照表"])[1]
    assert first[0] == "部通知"
    assert first[-1].startswith("没有读成：这个PDF是扫描件")

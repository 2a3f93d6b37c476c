"""The measured content: the peers' own notices (bench/peers), written as `.notice` source.

`python bench/corpus.py` writes every size into bench/peers/bench/data and lists the files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__).resolve().parent
DATA = HERE / "peers" / "bench" / "data"
SIZES = ("tiny", "x1", "x10", "x100")
# Exact counts, cut from the smallest peer size that holds them.
CUTS = {36: "x1", 1_000: "x10", 10_000: "x100"}
# ast-grep's YAML scanner keeps the row in 16 bits: past row 32,767 it finds nothing more.
AST_GREP_ROWS = 30_000
TASK_LINE = "    - id: "


class CorpusMissingError(Exception):
    """The peers' data is not there yet."""


class Task(TypedDict):
    """One task, as make_corpus.py writes it."""

    id: int
    section: str
    text: str
    units: list[str]
    deadline: str | None


class Notice(TypedDict):
    """One notice, as make_corpus.py writes it."""

    title: str
    docnum: str
    issued: str
    tasks: list[Task]


def load(size: str) -> Notice:
    """The notice of a peer size (tiny, x1, x10, x100), the very content the peers read."""
    path = DATA / size / "notice.json"
    if not path.exists():
        raise CorpusMissingError("bench/peers is absent: run bench/set_up_peers.sh first")
    notice: Notice = json.loads(path.read_text("utf-8"))["notice"]
    return notice


def cut(count: int) -> Notice:
    """A notice of exactly `count` tasks (36, 1,000 or 10,000)."""
    notice = load(CUTS[count])
    return {**notice, "tasks": notice["tasks"][:count]}


def chinese_date(iso: str) -> str:
    """2022-04-28 as an official document has it: 2022年4月28日."""
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"


def emit_hegao(notice: Notice) -> str:
    """The notice as `.notice` source: header fields, then `N. text（责任单位：…）`."""
    title = notice["title"]
    lines = [
        "发文机关：冠县人民政府办公室",
        f"发文字号：{notice['docnum']}",
        f"标题：关于印发{title}的通知",
        "主送：各乡镇人民政府、街道办事处，县直各部门（单位）",
        f"成文日期：{chinese_date(notice['issued'])}",
        "附注：此件公开发布",
        "",
        f"　　《{title}》已经县政府同意，现印发给你们，请认真贯彻执行。",
        "",
        f"【印发件】{title}",
        "编号方式：全文连续",
        "",
    ]
    for task in notice["tasks"]:
        units = "、".join(task["units"])
        bracket = f"（责任单位：{units}）" if units else ""
        lines += [f"{task['id']}. {task['text']}{bracket}", ""]
    return "\n".join(lines)


def _write(name: str, notice: Notice) -> Path:
    path = DATA / name / "notice.notice"
    path.parent.mkdir(exist_ok=True)
    path.write_text(emit_hegao(notice), "utf-8")
    return path


def write_hegao(size: str) -> Path:
    """Write a peer size for hegao; the path of the file."""
    return _write(size, load(size))


def write_cut(count: int) -> Path:
    """Write exactly `count` tasks for hegao; the path of the file."""
    return _write(f"n{count}", cut(count))


def split_yaml(size: str) -> list[Path]:
    """The YAML of a size in files that ast-grep reads to their end."""
    head, *tasks = (DATA / size / "notice.yaml").read_text("utf-8").split(TASK_LINE)
    parts, rows = [head], 0
    for task in tasks:
        if rows > AST_GREP_ROWS:
            parts.append(head)
            rows = 0
        parts[-1] += TASK_LINE + task
        rows += task.count("\n")
    paths = [DATA / size / f"part{number}.yaml" for number in range(len(parts))]
    for path, text in zip(paths, parts, strict=True):
        path.write_text(text, "utf-8")
    return paths


def expected_findings(size: str) -> int:
    """How many findings the peers' three structural rules should give."""
    truth = json.loads((DATA / "meta.json").read_text("utf-8"))["sizes"][size]
    return sum(truth[key] for key in ("missing_units", "vague_deadline", "vague_in_text"))


if __name__ == "__main__":
    try:
        written = [*map(write_hegao, SIZES), *map(write_cut, CUTS)]
    except CorpusMissingError as error:
        raise SystemExit(str(error)) from None
    for written_path in written:
        print(written_path)

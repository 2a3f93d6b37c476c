"""`hegao fonts` with folders of tiny fonts instead of this computer's."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from font_files import collection, font
from terminal import Outcome, check_golden, hegao

from hegao.cli import fonts, installed_fonts
from hegao.cli.font_folders import font_files, system_folders
from hegao.cli.installed_fonts import InstalledFonts
from hegao.cli.settings import NO_OFFICE
from hegao.dsl.layout.standard_characters import BEYOND_GB2312, gb2312

DRAFT = """\
标题：示例县民政局关于做好𠮷镕工作的通知
成文日期：2026年3月2日

一、重点任务
1. 㛃同志于2026年6月底前公布䶮目录。（责任单位：县民政局）
"""
MARKS = "，。、：；（）《》〔〕“”？！—…·.％%0123456789"
COMMON = "".join(sorted(gb2312())) + MARKS


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder where this computer has fonts."""
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr(installed_fonts, "system_folders", lambda: [folder])
    return folder


def put(folder: Path, **files: bytes) -> None:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.ttf").write_bytes(data)


def tiny(*families: str) -> dict[str, bytes]:
    """Fonts that have what the draft is made of, and no rare character."""
    return {name: font(name, "".join(sorted(set(DRAFT) - set("𠮷镕㛃䶮\n")))) for name in families}


OFFICE = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")


def run(tmp_path: Path, draft: str = "") -> Outcome:
    if not draft:
        return hegao("fonts", cwd=tmp_path)
    (tmp_path / "a.notice").write_text(draft, "utf-8")
    return hegao("fonts", "a.notice", cwd=tmp_path)


def faces(outcome: Outcome) -> dict[str, list[str]]:
    return {row.split()[0]: row.split()[1:] for row in outcome.out.splitlines()[1:6]}


def test_the_office_has_all(tmp_path: Path, system: Path) -> None:
    put(system, **{name: font(name, COMMON + BEYOND_GB2312) for name in OFFICE})
    outcome = run(tmp_path, DRAFT.replace("𠮷", "吉"))
    assert outcome.code == 0
    check_golden("fonts.office.txt", outcome.out)


def test_what_stands_in(tmp_path: Path, system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(fonts.shutil, "which", lambda _program: "/usr/bin/apt")
    serif = font("Noto Serif CJK SC", COMMON, weight=700)
    kaiti = font("LXGW WenKai", COMMON + BEYOND_GB2312[:-1])
    put(system, serif=serif, kaiti=kaiti, sans=font("Noto Sans CJK SC", COMMON))
    outcome = run(tmp_path)
    assert outcome.code == 0
    check_golden("fonts.stand_ins.txt", outcome.out)


def test_no_fonts(tmp_path: Path, system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert system.exists()
    outcome = run(tmp_path, DRAFT)
    assert outcome.code == 1
    assert faces(outcome)["仿宋"] == ["没有"]
    assert "没有仿宋、小标宋、黑体、楷体、宋体。在“设置”的“可选功能”里" in outcome.out
    assert re.search(r"\na\.notice：\d+个字印不出来\n\Z", outcome.out)


@pytest.mark.parametrize(
    ("platform", "apt", "advice"),
    [
        ("linux", "/usr/bin/apt", "sudo apt install --no-install-recommends texlive-lang-chinese"),
        ("linux", None, "安装不收费的思源宋体、思源黑体"),
        ("darwin", None, "在“字体册”里下载"),
    ],
)
def test_advice(
    platform: str, apt: str | None, advice: str,
    tmp_path: Path, system: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    put(system, **tiny("Noto Sans CJK SC"))
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(fonts.shutil, "which", lambda _program: apt)
    outcome = run(tmp_path)
    assert outcome.code == 0
    assert advice in outcome.out


def test_the_characters_of_a_draft(tmp_path: Path, system: Path) -> None:
    put(system, **tiny(*OFFICE), rare=font("LXGW WenKai", "镕", empty="䶮"))
    put(system, 仿宋_GB2312=font("仿宋_GB2312", COMMON, empty="䶮㛃"))
    put(system, more=font("FandolFang R", "㛃"))
    outcome = run(tmp_path, DRAFT)
    assert outcome.code == 1
    told = outcome.out[outcome.out.index("a.notice") :]
    check_golden("fonts.draft.txt", told)


def test_fonts_that_forbid_to_be_embedded(tmp_path: Path, system: Path) -> None:
    put(system, **tiny("Noto Serif CJK SC"))
    put(system, title=font("FZXiaoBiaoSong-B05S", "示", permission=2))
    outcome = run(tmp_path)
    assert faces(outcome)["小标宋"][:2] == ["Noto", "Serif"]
    path = system / "title.ttf"
    assert f"小标宋：方正小标宋简体 不许嵌入 PDF，没有用（{path}）\n" in outcome.out


def test_the_folders_of_the_office(tmp_path: Path, system: Path) -> None:
    put(system, **tiny("仿宋_GB2312"))
    put(tmp_path / "字体", **tiny("FandolFang R"))
    (tmp_path / "hegao.toml").write_text('[fonts]\npaths = ["字体"]\n', "utf-8")
    outcome = run(tmp_path)
    assert outcome.code == 0
    assert faces(outcome)["仿宋"][:3] == ["FandolFang", "R", "替代"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[fonts]\npaths = ["字体"]\n', "错误：hegao.toml 的 fonts：没有文件夹 字体\n"),
        ('[fonts]\npaths = "字体"\n', "hegao.toml:1 fonts paths 要写成列表"),
        ('fonts = ["字体"]\n', 'hegao.toml:1 fonts 下面写 paths = ["字体文件夹"]'),
        ('[fonts]\nfolders = []\n', 'hegao.toml:1 fonts 下面写 paths = ["字体文件夹"]'),
    ],
)  # fmt: skip
def test_wrong_settings(settings: str, message: str, tmp_path: Path, system: Path) -> None:
    put(system, **tiny("仿宋_GB2312"))
    (tmp_path / "hegao.toml").write_text(settings, "utf-8")
    outcome = run(tmp_path)
    assert outcome.code == 2
    assert message in outcome.err
    assert faces(outcome)["仿宋"][:2] == ["仿宋_GB2312", "机关用的"]


def test_drafts_that_cannot_be_read(tmp_path: Path, system: Path) -> None:
    assert system.exists()
    assert (
        hegao("fonts", "none.notice", cwd=tmp_path).err
        == "错误：none.notice：没有找到，请检查文件名和所在文件夹\n"
    )
    outcome = run(tmp_path, "\n")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "错误：a.notice：文件是空的，没有字可看\n"


def test_broken_files_are_passed_over(tmp_path: Path, system: Path) -> None:
    put(system, **tiny("仿宋_GB2312"), broken=b"", html=b"<html>", cut=tiny("黑体")["黑体"][:300])
    outcome = run(tmp_path)
    assert outcome.err == ""
    assert faces(outcome)["仿宋"][0] == "仿宋_GB2312"


def test_without_font_tools(tmp_path: Path, system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(system, **tiny("仿宋_GB2312"))
    monkeypatch.setitem(sys.modules, "fontTools.ttLib", None)
    outcome = run(tmp_path)
    assert outcome.code == 2
    assert outcome.err == "错误：看字体文件要先安装 fontTools：pip install 'hegao[print]'\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def shown() -> dict[str, set[str]]:
    """The fonts of each face and whether they show 镕, as a run finds out."""
    made = InstalledFonts(NO_OFFICE)
    found = {
        face: {each.name for each in made.coverages(face) if each.shows("镕")}
        for face in made.faces
    }
    made.keep()
    return found


def unread(*_arguments: object) -> None:
    raise AssertionError("a font was read again")


def test_what_was_read_is_kept(system: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (system / "two.ttc").write_bytes(collection(font("仿宋", "镕"), font("黑体", "甲", empty="镕")))
    first = shown()
    assert first["仿宋"] == {"仿宋"}
    with monkeypatch.context() as patched:
        patched.setattr(installed_fonts, "read_cuts", unread)
        patched.setattr(installed_fonts, "read_coverage", unread)
        assert shown() == first
    (system / "two.ttc").write_bytes(font("仿宋", "甲乙"))
    assert shown()["仿宋"] == set()
    for kept in cache.rglob("fonts-*"):
        kept.write_bytes(b"[")
    assert shown()["仿宋"] == set()


def test_a_font_that_goes_while_it_is_used(system: Path, cache: Path) -> None:
    assert not cache.exists()
    put(system, **tiny("仿宋"))
    made = InstalledFonts(NO_OFFICE)
    (font_used,) = made.faces["仿宋"].fonts
    Path(font_used.path).unlink()
    assert not made.coverage(font_used).shows("示")


def test_a_link_to_a_font(tmp_path: Path, system: Path) -> None:
    put(tmp_path / "elsewhere", **tiny("仿宋"))
    (system / "link.ttf").symlink_to(tmp_path / "elsewhere" / "仿宋.ttf")
    (system / "dead.ttf").symlink_to(tmp_path / "gone.ttf")
    made = InstalledFonts(NO_OFFICE)
    (font_used,) = made.faces["仿宋"].fonts
    assert font_used.path == str(tmp_path / "elsewhere" / "仿宋.ttf")
    assert made.coverage(font_used).shows("示")


def names(files: Iterable[os.DirEntry[str]]) -> list[str]:
    return [each.name for each in files]


def test_folders_are_looked_through_once(tmp_path: Path) -> None:
    put(tmp_path / "a", one=b"")
    put(tmp_path / "a" / "b", two=b"")
    (tmp_path / "a" / "B.OTF").write_bytes(b"")
    (tmp_path / "a" / "read.me").write_bytes(b"")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "link").symlink_to(tmp_path / "a" / "b")
    folders = [tmp_path / "none", tmp_path / "a", tmp_path / "link"]
    assert names(font_files(folders)) == ["B.OTF", "one.ttf", "two.ttf"]


def test_folders_of_this_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    mine = [tmp_path / ".fonts", tmp_path / "data" / "fonts"]
    for folder in mine:
        folder.mkdir(parents=True)
    assert system_folders()[:2] == mine

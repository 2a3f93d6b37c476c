"""Names typed in Latin letters."""

from __future__ import annotations

import pytest

from hegao.lsp.pinyin import readings, reads_as, syllables

READ = {
    "县司法局": ("xsfj", "xiansifaju"),
    "责任单位：": ("zrdw：", "zerendanwei："),
    "完成时限": ("wcsx", "wanchengshixian"),
    "女工委": ("ngw", "nvgongwei"),
    "HG301": ("hg301", "hg301"),
    "2026年6月底前": ("2026n6ydq", "2026nian6yuediqian"),
    "𠮷": ("𠮷", "𠮷"),
    "": ("", ""),
}


@pytest.mark.parametrize("text", READ)
def test_a_text_is_read(text: str) -> None:
    assert readings(text) == READ[text]


def test_every_character_of_the_standard_is_read() -> None:
    chars = bytes(byte for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)
                  for byte in (high, low)).decode("gb2312", "ignore")  # fmt: skip
    assert len(chars) >= 6763
    unread = [c for c in chars if "\u4e00" <= c <= "\u9fff" and not syllables(c)[0].isascii()]
    assert unread == []


def test_other_readings_are_known_too() -> None:
    assert {"hang", "xing"} <= set(syllables("行"))
    assert {"chang", "zhang"} <= set(syllables("长"))
    assert syllables("地")[0] == "di"


@pytest.mark.parametrize(
    "typed", ["x", "xsfj", "xiansifaju", "xiansf", "xsifa", "县", "县sfj", "县司f", ""]
)
def test_typed_text_begins_a_name(typed: str) -> None:
    assert reads_as("县司法局", typed)


@pytest.mark.parametrize("typed", ["s", "xf", "sfj", "xsfjx", "县法", "xsfjj", "ju"])
def test_other_text_does_not(typed: str) -> None:
    assert not reads_as("县司法局", typed)


@pytest.mark.parametrize("typed", ["hgr", "hg30", "银行yh"])
def test_letters_and_digits_are_themselves(typed: str) -> None:
    assert reads_as("HG301", typed) == (typed == "hg30")

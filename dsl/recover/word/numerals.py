"""The forms in which Word writes the number of a list item (`w:numFmt`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hegao.grammar.numerals import to_chinese

_HIGHEST_CHINESE, _HIGHEST_LETTER, _HIGHEST_ROMAN = 9_999, 780, 3_999
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS: Final = str.maketrans("0123456789", "〇一二三四五六七八九")
_LEGAL: Final = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL: Final = str.maketrans(
    "零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟"
)
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_SETS: Final = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}


def numeral(number: int, form: str) -> str | None:
    """The number in that form, None where the form is not known.

    A form of digits only is a custom one: 001 gives 012. Numbers that a form cannot write come
    in Arabic digits, as Word does it.
    """
    if form.isdigit():
        return str(number).zfill(len(form))
    if form in _SETS:
        members = _SETS[form]
        return members[number - 1] if 0 < number <= len(members) else str(number)
    write = _FORMS.get(form)
    return write(number) if write else None


def circled(number: int) -> str:
    """The number in a circle, ① to ⑳, the digits alone beyond."""
    return numeral(number, "decimalEnclosedCircle") or str(number)


def _counting(number: int) -> str:
    return to_chinese(number) if 0 < number <= _HIGHEST_CHINESE else str(number)


def _legal(number: int) -> str:
    text = _counting(number)
    return (f"一{text}" if text.startswith("十") else text).translate(_LEGAL)


def _legal_traditional(number: int) -> str:
    text = _counting(number)
    return (f"一{text}" if text.startswith("十") else text).translate(_LEGAL_TRADITIONAL)


def _letter(number: int) -> str:
    """A to Z, then AA, BB: Word repeats the letter."""
    if not 0 < number <= _HIGHEST_LETTER:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number <= _HIGHEST_ROMAN:
        return str(number)
    written = ""
    for step, sign in _ROMAN:
        count, number = divmod(number, step)
        written += sign * count
    return written


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "ideographDigital": lambda number: str(number).translate(_DIGITS),
    "taiwaneseDigital": lambda number: str(number).translate(_DIGITS),
    "japaneseDigitalTenThousand": lambda number: str(number).translate(_DIGITS),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}

"""What is wrong with a regular expression, in Chinese."""

from __future__ import annotations

MOST = 1_000
"""How often a repeat may repeat."""
REASONS = (
    ("missing )", "正则里少了右括号“)”", "左右括号要成对；要查括号本身，写成“\\(”"),
    ("unbalanced parenthesis", "正则里多了右括号“)”", "左右括号要成对；要查括号本身，写成“\\)”"),
    ("unterminated character set", "正则里的“[”没有用“]”收尾", "要查方括号本身，写成“\\[”"),
    ("bad escape (end", "正则的末尾多了“\\”", "去掉它；要查反斜杠本身，写成“\\\\”"),
    ("bad escape", "正则里“\\”后面的字母没有意义", "去掉“\\”；数字写“\\d”，空白写“\\s”"),
    ("nothing to repeat", "“*”“+”“?”“{}”前面没有可以重复的内容", "要查这个符号本身，前面加“\\”"),
    ("multiple repeat", "“*”“+”“?”“{}”连写了", "只留一个；要查这个符号本身，前面加“\\”"),
    ("min repeat", "“{}”里前一个数比后一个大", "小的数写在前面，如“{2,5}”"),
    ("bad character range", "“[]”里“-”两边的范围不对", "小的写在前面；要查“-”本身，写成“\\-”"),
    ("look-behind", "“(?<=…)”“(?<!…)”里的文字长短不一", "每一种写得一样长，或者分成几条"),
    ("invalid group ref", "正则里不能用“\\1”之类回指前面的括号", "把要查的文字写出来"),
    ("cannot refer", "正则里不能用“\\1”之类回指前面的括号", "把要查的文字写出来"),
    ("unknown group name", "正则里不能回指前面的括号", "把要查的文字写出来"),
    ("unknown extension", "“(?”后面的符号不认识", "只分组，写成“(?:…)”"),
    ("redefinition of group", "正则里有两个括号同名", "换一个名字，或者写成“(?:…)”"),
    ("bad character in group", "正则里括号的名字不对", "只分组，写成“(?:…)”"),
    ("missing group", "正则里括号的名字不对", "只分组，写成“(?:…)”"),
    ("undefined character", "“\\N{…}”里的名称没有这个字", "直接写这个字"),
    ("incomplete escape", "“\\x”“\\u”后面的位数不够", "直接写这个字"),
    ("global flags", "正则里不能写“(?i)”之类的开关", "去掉它；大小写都要查，写成“[Aa]”"),
)  # fmt: skip


class PatternError(ValueError):
    """A pattern that is refused: what is wrong, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def refused(reason: str) -> PatternError:
    """What `re` says of a pattern, in Chinese."""
    for start, message, hint in REASONS:
        if reason.startswith(start):
            return PatternError(message, hint)
    return PatternError(f"正则写错了：{reason}", "检查括号和“\\”")


def too_often() -> PatternError:
    """A repeat that repeats too often."""
    return PatternError("正则里“{}”的重复次数太大", f"最多{MOST:,}次")

"""The word lists of several rules files, one laid over the other."""

from __future__ import annotations

from hegao.linter.rule_file import (
    MOST_WORDS,
    Part,
    RuleProblem,
    WordList,
    WordListPart,
    word_list,
)
from hegao.linter.suggestion import suggestion

WordLists = dict[str, WordList]


def lay_over(lists: WordLists, part: Part) -> RuleProblem | None:
    """Take a block that begins with 词表 into the lists; the problem with it, if there is one."""
    match word_list(part):
        case RuleProblem() as problem:
            return problem
        case WordListPart(words, "", line) if words.name in lists:
            return RuleProblem(
                line, 1, f"词表“{words.name}”已经有了",
                f"增加词写“词表 {words.name} ＋：…”，减去写“词表 {words.name} －：…”，或换一个名称",
            )  # fmt: skip
        case WordListPart(words, "", _):
            lists[words.name] = words
            return None
        case WordListPart(words, _, line) if words.name not in lists:
            hint = suggestion(words.name, lists, f"已有的词表：{'、'.join(lists)}")
            return RuleProblem(line, 1, f"没有词表“{words.name}”可以增减", hint)
        case WordListPart(words, "+", line):
            longer = _with(lists[words.name], words)
            if len(longer.words) > MOST_WORDS:
                return RuleProblem(line, 1, f"词表“{words.name}”超过{MOST_WORDS}个词", "拆成几张")
            lists[words.name] = longer
            return None
        case WordListPart(words, _, line):
            return _take_away(lists, words, line)


def _with(old: WordList, more: WordList) -> WordList:
    words = tuple(dict.fromkeys((*old.words, *more.words)))
    return WordList(old.name, words, old.corrections | more.corrections)


def _take_away(lists: WordLists, less: WordList, line: int) -> RuleProblem | None:
    old = lists[less.name]
    words = tuple(word for word in old.words if word not in less.words)
    kept = {word: right for word, right in old.corrections.items() if word in words}
    lists[less.name] = WordList(old.name, words, kept)
    for word in less.words:
        if word not in old.words:
            hint = suggestion(word, old.words, "核对这个词")
            return RuleProblem(line, 1, f"词表“{old.name}”里没有“{word}”可减", hint)
    return None

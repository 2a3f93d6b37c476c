"""Explains what a rule makes of one line of a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from hegao.cli.files import TextFile, read_text
from hegao.cli.outcome import BROKEN
from hegao.cli.output import say
from hegao.cli.rule_set import RuleSet
from hegao.cli.settings import Offices
from hegao.cli.units_lists import UnitsLists
from hegao.cli.upstream_files import UpstreamFiles
from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.upstream.sources import sources_of
from hegao.grammar.source import LineIndex, Span
from hegao.linter.allowance import AllowanceError
from hegao.linter.finding import Stage
from hegao.linter.manual import level_name, levels_text
from hegao.linter.quoting import brief
from hegao.linter.rule import Rule
from hegao.linter.run import check
from hegao.linter.subjects import Subjects

PLACE = re.compile(r"(?P<file>.+?)[:：](?P<line>\d+)(?:[:：]\d+)?")
HOLDS = {True: "✓", False: "✗"}


def explain_line(code: str, place: str, stage: Stage) -> int:
    """Say which clauses hold for what stands in a line; the exit code."""
    match = PLACE.fullmatch(place)
    if match is None:
        raise click.UsageError("位置写作“文件:行”，如 通知.notice:12")
    source = read_text(Path(match["file"]))
    document = build_notice(source.text)
    known = RuleSet.here(Path(match["file"]), document)
    rule = known.find(code)
    if rule is None:
        return BROKEN
    index = LineIndex(source.text)
    number = int(match["line"])
    if not 1 <= number <= len(index.starts):
        raise click.UsageError(f"{match['file']} 只有{len(index.starts)}行")
    line = _line(index, source.text, number)
    for told in _told(rule, known, source, document, line, stage):
        say(told + "\n")
    return known.told()


def _line(index: LineIndex, text: str, number: int) -> Span:
    starts = (*index.starts, len(text) + 1)
    return Span(starts[number - 1], starts[number])


def _told(
    rule: Rule, known: RuleSet, source: TextFile, document: Document, line: Span, stage: Stage
) -> Iterator[str]:
    from hegao.linter.explanation import explain

    level = level_name(rule.levels[stage])
    yield f"{rule.code} {rule.title}：看{rule.kind}，{stage}阶段是“{level}”"
    for layer in rule.layers:
        yield f"{layer.file} 改为“{levels_text(layer.levels)}”，理由：{layer.reason}"
    path = Path(source.path)
    offices = Offices()
    registry = UnitsLists().of(document, path, offices.of(path))
    upstreams = sources_of(document, source.path, UpstreamFiles(offices))
    subjects = Subjects(document, registry, upstreams)
    try:
        made = explain(rule, known.syntax(rule), subjects, known.book.lists, line)
    except AllowanceError as error:
        yield f"这条规则{error}"
        return
    if not made:
        yield f"这一行没有{rule.kind}可查" if rule.find is None else "这一行没有要查找的文字"
    for each in made:
        yield f"“{brief(source.text[slice(*each.span)])}”{'该报' if each.holds else '不报'}"
        for clause in each.clauses:
            seen = f"（{clause.value}）" if clause.value else ""
            yield f"{'  ' * clause.depth}{HOLDS[clause.holds]} {clause.text}{seen}"
    firing = [each.span for each in made if each.holds]
    if firing:
        yield from _silenced(rule, known, subjects, firing, stage)


def _silenced(
    rule: Rule, known: RuleSet, subjects: Subjects, spans: list[Span], stage: Stage
) -> Iterator[str]:
    """Why a rule that holds is not told all the same."""
    if rule.levels[stage] is None:
        yield f"{stage}阶段不查这条规则"
        return
    findings = (f for f in check(subjects, known.rules, stage).findings if f.code == rule.code)
    told = {span for each in findings for span in (each.span, *each.related)}
    if not told.issuperset(spans):
        yield "条件成立，但有【核稿：不查】，或这一处已由阻断它的规则报了"

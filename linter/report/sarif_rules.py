"""The rules of a SARIF run: what each checks, by what authority, and how to be spared of it."""

from __future__ import annotations

from typing import Any, Final

from hegao.linter.finding import Severity
from hegao.linter.report.result import CheckResults
from hegao.linter.rule import Rule

LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def rule_descriptors(results: CheckResults) -> list[dict[str, Any]]:
    """The rules that ran; a finding of any other describes its rule itself."""
    described = {rule.code: _rule(rule) for rule in results.rules}
    for file in results.files:
        for finding in file.findings:
            if finding.code not in described:
                described[finding.code] = _named(finding.code, finding.name, finding.source)
    return list(described.values())


def _rule(rule: Rule) -> dict[str, Any]:
    severity = rule.levels["核稿"]
    configuration = {"level": LEVELS[severity]} if severity else {"enabled": False}
    named = _named(rule.code, rule.title, rule.source)
    return named | {"help": _help(rule), "defaultConfiguration": configuration}


def _named(code: str, title: str, source: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}。依据：{source}"},
        "help": {"text": f"依据：{source}"},
    }


def _help(rule: Rule) -> dict[str, str]:
    """As text, and as Markdown with an example of either kind (SARIF 2.1.0, 3.49.13)."""
    told = [f"依据：{rule.source}", rule.note, _spared(rule)]
    examples = (*_example("会报", rule.bad), *_example("不报", rule.good))
    texts = [text for text in told if text]
    return {"text": "\n".join(texts), "markdown": "\n\n".join([*texts[:-1], *examples, texts[-1]])}


def _spared(rule: Rule) -> str:
    return (
        f"这里不适用：另起一行写“【核稿：不查 {rule.code}；理由：……】”。"
        f"看规则原文：hegao rules show {rule.code}"
    )


def _example(title: str, examples: tuple[str, ...]) -> list[str]:
    return [f"{title}：", f"```\n{examples[0]}\n```"] if examples else []

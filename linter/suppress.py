"""【核稿：不查 代码；理由：…】: one rule silenced on one node, and what came of it."""

from __future__ import annotations

from hegao.dsl.document import Document
from hegao.grammar.source import Span
from hegao.linter.nodes import DirectiveNode
from hegao.linter.primitives import reason, silenced
from hegao.linter.rule import Hit, Rule


class Suppressions:
    """The suppressions of a document; they remember what they silenced.

    One without a reason silences nothing.
    """

    def __init__(self, document: Document) -> None:
        directives = [each for each in document.directives if each.name == "核稿"]
        self.nodes = [DirectiveNode(each, each.block) for each in directives]
        self.codes = [[code for code in silenced(n).split("、") if code] for n in self.nodes]
        self.used: list[set[str]] = [set() for _ in self.nodes]
        self._of_code: dict[str, list[int]] = {}
        for index, (node, codes) in enumerate(zip(self.nodes, self.codes, strict=True)):
            for code in codes if reason(node) else ():
                self._of_code.setdefault(code, []).append(index)

    def kept(self, rule: Rule, hits: list[Hit]) -> list[Hit]:
        """The hits of a rule that no suppression silences."""
        if rule.code not in self._of_code:
            return hits
        return [(node, span) for node, span in hits if not self._silences(rule.code, span)]

    def _silences(self, code: str, span: Span) -> bool:
        by = [index for index in self._of_code[code] if _covers(self.nodes[index], span)]
        for index in by:
            self.used[index].add(code)
        return bool(by)

    def judged(self, *, running: frozenset[str], known: dict[str, str]) -> list[DirectiveNode]:
        """Each suppression with what came of it.

        `running` are the codes of the rules that run at this stage: one that does not run
        cannot show that its suppression is needed. `known` are all rules' titles by code.
        """
        return [
            node._replace(
                unknown="、".join(code for code in codes if code not in known),
                idle="、".join(code for code in codes if code in running and code not in used),
                needed=bool(used),
                titles="、".join(known[code] for code in codes if code in known),
            )
            for node, codes, used in zip(self.nodes, self.codes, self.used, strict=True)
        ]


def _covers(node: DirectiveNode, span: Span) -> bool:
    """Whether a directive speaks of a place; one in the header speaks of the whole notice."""
    target = node.directive.target
    return target is None or target.start <= span.start <= target.end

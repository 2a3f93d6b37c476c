"""What a notice tells, whatever the format that it was read from."""

from __future__ import annotations

from hegao.dsl.document import Document
from hegao.dsl.ledger import ledger
from hegao.dsl.line_spelling import plain

HEADER = ("title", "issuer", "number", "recipients", "issued", "note")


def said(document: Document) -> tuple[object, ...]:
    """What a notice says, whatever its form: tasks with units and deadlines, header, headings."""
    made = ledger(document, "")
    tasks = [
        (
            plain(task["number"] or ""), plain(task["text"]), task["in_table"],
            [(plain(unit["text"]), unit["role"], unit["inherited"]) for unit in task["units"]],
            [(plain(limit["text"]), limit["kind"], limit["end"]) for limit in task["deadlines"]],
        )
        for task in made["tasks"]
    ]  # fmt: skip
    sections = [(plain(each["number"]), plain(each["title"])) for each in made["sections"]]
    return tasks, [plain(str(made[each])) for each in HEADER], sections  # type: ignore[literal-required]

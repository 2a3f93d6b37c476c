"""Any text as the text of an XML or HTML page: legal, inert, and each character to be seen."""

from __future__ import annotations

from html import escape

from hegao.linter.report.columns import printable

# A reader of XML turns these into blanks where they stand in an attribute as they are.
_IN_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def content(text: str) -> str:
    """The text between tags; line ends and tabs stay, other control characters are made visible.

    XML 1.0, 2.2 allows no control characters, surrogates, U+FFFE; HTML shows some as nothing and
    lets others turn the reading direction.
    """
    if text.isprintable():
        return escape(text)
    return escape("\n".join(map(printable, text.split("\n"))))


def attribute(text: str) -> str:
    """The text within the double quotes of an attribute."""
    if text.isprintable():
        return escape(text)
    return content(text).translate(_IN_ATTRIBUTE)

"""Text as XML 1.0 can hold it: what Word, Excel and Akoma Ntoso files are made of."""

from __future__ import annotations

import re

UNHELD = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""No control character, no half of a character, no U+FFFE: XML 1.0 (fifth edition), 2.2."""


def xml_text(text: str) -> str:
    """The text without the characters that no XML file can hold; line ends are \\n."""
    return UNHELD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

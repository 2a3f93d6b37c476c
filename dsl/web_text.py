"""What all our web pages need: text made safe, their own files, and hashes for their policy."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pkgutil import get_data

# Characters that a page cannot hold, that hide, or that turn the reading direction.
UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)


def safe(text: str) -> str:
    """A text as HTML, for content and for quoted attributes."""
    return escape(UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def part(package: str | None, name: str) -> str:
    """A file that a package ships for its page: `part(__package__, "page.css")`."""
    text = (get_data(package or "", name) or b"").decode("utf-8")
    # A checkout may have put CR LF, which a browser reads as LF before it computes the hash.
    return text.replace("\r\n", "\n")


def policy_hash(text: str) -> str:
    """What a content security policy calls a style or a script by."""
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")

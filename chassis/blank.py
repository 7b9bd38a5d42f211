"""Text that shows nothing, looked for before anything is read: zero-width marks, controls and blanks say nothing.

Here, once, for every text of every command: a member holding only such marks counts as not filled in, whatever its own
rule says of blanks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

# Marks without a shape: soft hyphen, joiners, fillers, marks of direction, variation selectors, tags, an empty braille
# cell.
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # without those that are blanks
INVISIBLE = (
    f"{CONTROLS}"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_NOTHING = re.compile(rf"[\s{INVISIBLE}]*+")
_MARK = re.compile(f"[{INVISIBLE}]")
_HALVES = "\udb40\udc00-\udfff"  # of tags, as JSON escapes them
# An opening quote has no backslash before it; each run of marks is passed once.
_MEMBER = re.compile(rf'(?<!\\)"[\s{INVISIBLE}{_HALVES}]*+"')
_MARKED = re.compile(f"[{INVISIBLE}{_HALVES}]")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtfb])")
_QUOTES = ("0022", "005c", "005C")


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: empty, blanks, or marks without a shape."""
    return _NOTHING.fullmatch(text) is not None


def unsaid(body: bytes) -> str | None:
    """The path of a text in JSON that consists of marks without a shape; None when there is none.

    An empty one, or one of blanks, is left to the rule of its member. Nearly every body is left after one look.
    """
    if body.isascii() and b"\\u" not in body and b"\\b" not in body and b"\x7f" not in body:
        return None
    text = body.decode()
    if "\\" in text:
        text = _ESCAPED.sub(_unescaped, text)
    if not any(_MARKED.search(member) for member in _MEMBER.findall(text)):
        return None
    try:
        return next((path for path, value in leaves(json.loads(body)) if _says_nothing(value)), None)
    except ValueError:
        return None


def unsaid_query(query: bytes) -> str | None:
    """The name of the first such parameter of an address; None when there is none."""
    if query.isascii() and b"%" not in query and b"\x7f" not in query:
        return None
    try:
        pairs = parse_qsl(query.decode("latin-1"), max_num_fields=100)
    except ValueError:
        return None
    return next((name for name, value in pairs if _says_nothing(value)), None)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The texts and numbers of JSON, each with the path that leads to it: `isi.butir[1].uraian`."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from leaves(part, f"{path}[{n}]")
    else:
        yield path, value


def _says_nothing(value: Any) -> bool:
    return isinstance(value, str) and _MARK.search(value) is not None and is_blank(value)


def _unescaped(found: re.Match[str]) -> str:
    """The character that an escape of JSON stands for; a quote stays escaped, or it would end the text."""
    if found[1] in _QUOTES:
        return found[0]
    if found[1]:
        return chr(int(found[1], 16))
    return "\b" if found[0] == "\\b" else " "

"""Dates in what is sent, looked for before anything is read: beyond the years of kernel/kalender.py is refused."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

_BEYOND = rb"(?!19|20|21)[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt +][0-9:.,+Zz-]{0,40})?"
_MEMBER = re.compile(rb'(?:"(\w{1,64})"\s{0,8}:\s{0,8})?"' + _BEYOND + b'"')
# The same as `"` + _BEYOND + `"`, but looked for from its first dash: there are fewer of them than of quotes.
_BARE = re.compile(
    rb'-[0-9]{2}-[0-9]{2}(?<="[0-9]{4}-[0-9]{2}-[0-9]{2})(?<!"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2})'
    rb'(?:[Tt +][0-9:.,+Zz-]{0,40})?"'
)
_PARAMETER = re.compile(rb"(?:^|&)([^=&]{1,64})=" + _BEYOND + b"(?:&|$)")
_ESCAPED = re.compile(rb"\\u00([2-7][0-9a-fA-F])")


def misdated(body: bytes) -> str | None:
    """The member of JSON text whose value is a date beyond the years; "" for one without a name, None for none."""
    if b"\\" in body and b"\\u00" in body:
        body = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), body)
    if _BARE.search(body) is None:
        return None
    found = _MEMBER.search(body)
    return (found[1] or b"").decode() if found else ""


def misdated_query(query: bytes) -> str | None:
    """The name of the first such parameter of an address; None when there is none."""
    found = _PARAMETER.search(unquote_to_bytes(query) if b"%" in query else query)
    return found[1].decode("latin-1") if found else None

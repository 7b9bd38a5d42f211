"""Keeps people out of telemetry: numbers that could be a NIP and members that name someone are masked."""

from __future__ import annotations

import re
from typing import Any

NAMING = frozenset(
    {
        "nama",
        "name",
        "nip",
        "password",
        "sandi",
        "token",
        "authorization",
        "cookie",
        "access_token",
        "refresh_token",
    }
)
MASK = "[disamarkan]"
_NIP = re.compile(r"\d{18}")


def scrub(key: str, value: Any) -> Any:
    """The value as it may be written down under this key."""
    if key.lower() in NAMING:
        return MASK
    if isinstance(value, str):
        return _NIP.sub(MASK, value)
    if isinstance(value, (list, tuple)):
        return [scrub("", item) for item in value]
    if isinstance(value, dict):
        return {k: scrub(str(k), v) for k, v in value.items()}
    return value

"""A first password, as it is told once."""

from __future__ import annotations

import msgspec


class First(msgspec.Struct):
    """A first password: shown once, handed over in person."""

    nip: str
    sandi: str

"""The identity section of a regulation pack, typed."""

from __future__ import annotations

from msgspec import Struct

from chassis.regulation import Rule


class IdentityPolicy(Struct, frozen=True, kw_only=True):
    """Which roles there are (KUAN P1, P11; KON P1)."""

    roles: Rule[tuple[str, ...]]

"""The roles that a pack names anywhere are roles that it has: a name that nobody can hold stops the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from chassis.permission import ARCHIVE, EVERY_PEGAWAI, EVERYONE
from chassis.regulation import Pack, PackError, Packs, Value

_NO_ROLE = frozenset({EVERYONE, EVERY_PEGAWAI})


class _Identity(Struct, frozen=True):
    """Of the section identity: which roles there are."""

    roles: Value[tuple[str, ...]] | None = None


def check_offices(packs: Packs) -> None:
    """The head of the staff agency, and every role in a table of permissions. PackError says which is none."""
    for pack in packs.of_kind():
        named = {"[pack] kepala_badan": [pack.head.kepala_badan] if pack.head.kepala_badan else []}
        for section in pack.members("permissions"):
            if section != ARCHIVE:
                rows = pack.table(f"permissions.{section}", Value[tuple[str, ...]])
                named |= {f"[permissions.{section}] {name}": list(row.value) for name, row in rows.items()}
        check_named(pack, named)


def check_named(pack: Pack, named: Mapping[str, Iterable[str]]) -> None:
    """`named`: roles by the place in the pack that names them; PackError at the first that the pack does not have."""
    roles = pack.section("identity", _Identity).roles
    if roles is None:
        return
    known = _NO_ROLE | set(roles.value)
    for place, wanted in named.items():
        if strange := sorted(set(wanted) - known):
            raise PackError(f"{pack.path}: {place}: {strange[0]} is no role of [identity] roles")

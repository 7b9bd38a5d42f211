"""Which PD somebody heads or helps: the same rule for every service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

IN_PD = frozenset({"admin_pd", "pengelola_kinerja", "kepala_pd"})


class Holder(Protocol):
    """A person as a service keeps him; `peran_pd`: the roles held for another PD (`peran`, `opd`)."""

    @property
    def opd(self) -> str: ...
    @property
    def peran(self) -> Iterable[str]: ...
    @property
    def peran_pd(self) -> Iterable[Mapping[str, str]]: ...


def pds_of(one: Holder) -> list[str]:
    """The PD that a person heads or helps: his own, and those for whose head he acts (section 5, Plt/Plh).

    Who has a role in none is let in by another rule, and reaches his own.
    """
    acting = [held["opd"] for held in one.peran_pd if held["peran"] in IN_PD]
    return [*([] if acting and not IN_PD & set(one.peran) else [str(one.opd)]), *acting]


def helps_in(one: Holder, opd: str) -> bool:
    """Whether a person heads or helps a PD."""
    if one.opd == opd and IN_PD & set(one.peran):
        return True
    return any(held["opd"] == opd and held["peran"] in IN_PD for held in one.peran_pd)


def roles_of(one: Holder) -> frozenset[str]:
    """What somebody is by his roles, those for another PD among them, as a person of the staffing data."""
    return frozenset(["pegawai", *one.peran, *(held["peran"] for held in one.peran_pd)])

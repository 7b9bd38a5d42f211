"""Which PD somebody heads or helps: the same rule for every service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from contracts.identity import Penempatan
from kernel.penempatan import penempatan_on

IN_PD = frozenset({"admin_pd", "pengelola_kinerja", "kepala_pd"})
OF_OWN_PD = IN_PD | {"pimpinan_unit_kerja"}


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


def heads_of(one: Holder) -> list[str]:
    """The PD that a person is the head of: his own, and those for whose head he acts (section 5, Plt/Plh)."""
    own = [str(one.opd)] if "kepala_pd" in one.peran else []
    return own + [held["opd"] for held in one.peran_pd if held["peran"] == "kepala_pd"]


def helps_in(one: Holder, opd: str) -> bool:
    """Whether a person heads or helps a PD."""
    if one.opd == opd and IN_PD & set(one.peran):
        return True
    return any(held["opd"] == opd and held["peran"] in IN_PD for held in one.peran_pd)


def roles_of(one: Holder, posts: Iterable[Penempatan] = (), day: date | None = None) -> frozenset[str]:
    """What somebody is by his roles, those for another PD among them, as a person of the staffing data.

    By his posts (`posts`) he may be in another PD on a `day` than when his roles were told: those of the former PD
    ended with the move, whether or not that has been told yet.
    """
    now = penempatan_on(posts, day) if day else None
    moved = now is not None and now.opd != one.opd
    held = set(one.peran) - (OF_OWN_PD if moved else set())
    return frozenset(["pegawai", *held, *(acting["peran"] for acting in one.peran_pd)])

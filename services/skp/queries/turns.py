"""Whose turn it is with some SKPs, by name, and in which masa they were measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from services.skp import store
from services.skp.domain import masa as periods
from services.skp.domain.turn import Turn, turns
from services.skp.policy import SkpPolicy


class Berikutnya(Struct, frozen=True):
    """The next step of an SKP: ajukan, reviu, setujui, tetapkan, sahkan or ukur, and whose it is.

    `nama` is empty where nobody holds the office now: the post of the penilai is vacant (reading A22), or the PD has no
    pengelola kinerja.
    """

    langkah: str
    peran: str
    asn_id: UUID | None
    nama: str


class Pengukuran(Struct, frozen=True):
    """The masa of an SKP that binds or bound: measured, over and not measured, and the one that runs (empty: none)."""

    diukur: tuple[str, ...] = ()
    terlewat: tuple[str, ...] = ()
    berjalan: str = ""


class Ahead(Struct, frozen=True):
    """What one needs to know to say what comes next of some SKPs."""

    measured: Mapping[UUID, Collection[str]]
    nama: Mapping[UUID, str]
    reviewers: Mapping[str, Sequence[Any]]


_NAMES = "SELECT asn_id, nama FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[]))"
_REVIEWERS = """
SELECT asn_id, nama, opd FROM pegawai WHERE tenant = :tenant AND opd = ANY(CAST(:opd AS text[])) AND validated
  AND 'pengelola_kinerja' = ANY(peran) ORDER BY nama, asn_id
"""
_MEASURED = "SELECT skp_id, masa FROM pengukuran WHERE tenant = :tenant AND skp_id = ANY(CAST(:ids AS uuid[]))"


async def ahead_of(work: Work, rows: Sequence[Any]) -> Ahead:
    """Of SKPs (state, owner's place, penilai of today), in three queries for all of them."""
    measured: dict[UUID, set[str]] = defaultdict(set)
    if bound := [row.skp_id for row in rows if row.set_at is not None]:
        for done in await work.all(_MEASURED, {"tenant": work.tenant, "ids": bound}):
            measured[done.skp_id].add(done.masa)
    penilai = {row.atasan_id for row in rows if row.atasan_id and row.state in ("reviewed", "agreed")}
    reviewers: dict[str, list[Any]] = defaultdict(list)
    if opd := sorted({row.opd for row in rows if row.state == "submitted"}):
        for one in await work.all(_REVIEWERS, {"tenant": work.tenant, "opd": opd}):
            reviewers[one.opd].append(one)
    return Ahead(measured, await names_of(work, penilai), reviewers)


async def names_of(work: Work, ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of some people, as the staffing data has them."""
    if not ids:
        return {}
    rows = await work.all(_NAMES, {"tenant": work.tenant, "ids": sorted(ids)})
    return {row.asn_id: row.nama for row in rows}


def pengukuran_of(row: Any, ahead: Ahead, policy: SkpPolicy, today: date) -> Pengukuran:
    """Of an SKP that binds or bound; of one that never did, nothing (KON P20(2))."""
    if row.set_at is None:
        return Pengukuran()
    done = ahead.measured.get(row.skp_id, ())
    known = store.masa_of(row, policy)
    past = [m for m in known if m.selesai < today]
    # of an SKP that runs the year as a whole stands for no masa of it: each has its document (KON P20(4))
    over = periods.missing(past, done, row.tahun) if row.state == "closed" else periods.unmeasured(past, done)
    runs = next((m.nama for m in known if m.mulai <= today <= m.selesai), "")
    return Pengukuran(tuple(sorted(done)), over, runs)


def berikutnya_of(row: Any, ahead: Ahead, measured: Pengukuran) -> tuple[Berikutnya, ...]:
    """What comes next of an SKP, by whom; of one that ended before it was set, nothing."""
    if row.state == "closed" and row.set_at is None:
        return ()
    found: list[Berikutnya] = []
    for turn in turns(
        row.state, row.sebagai, agreed_owner=row.agreed_owner, agreed_penilai=row.agreed_penilai,
        unmeasured=bool(measured.terlewat),
    ):  # fmt: skip
        found += _named(turn, row, ahead)
    return tuple(found)


def _named(turn: Turn, row: Any, ahead: Ahead) -> list[Berikutnya]:
    if turn.peran == "pengelola_kinerja":
        theirs = [one for one in ahead.reviewers.get(row.opd, ()) if one.asn_id != row.asn_id]
        return [Berikutnya(*turn, one.asn_id, one.nama) for one in theirs] or [Berikutnya(*turn, None, "")]
    if turn.peran == "pegawai":
        return [Berikutnya(*turn, row.asn_id, row.nama)]
    if turn.peran == "bupati":
        return [Berikutnya(*turn, None, "Bupati")]
    return [Berikutnya(*turn, row.atasan_id, ahead.nama.get(row.atasan_id, "") if row.atasan_id else "")]

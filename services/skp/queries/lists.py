"""Reads of skp: mine, what waits for me, who is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings, keep_reading
from contracts.peran import pds_of
from services.skp import store
from services.skp.domain import course
from services.skp.domain.content import Content
from services.skp.domain.parent import ParentPending
from services.skp.policy import SkpPolicy


class SkpView(Struct, frozen=True):
    """An SKP as its owner, reviewer and penilai see it; `alasan`: why it was sent back, until it is submitted again.

    `parent_pending`: the kinerja for whose parents it waits, before which it is not set (KON P8).
    """

    skp_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    mulai: date
    selesai: date
    state: str
    late: bool
    karena_gangguan: bool
    isi: Content
    sidik: str
    alasan: str = ""
    parent_pending: tuple[ParentPending, ...] = ()


_VIEW = """
SELECT s.skp_id, s.asn_id, p.nama, s.tahun, s.mulai, s.selesai, s.state, s.late,
    s.karena_gangguan, s.alasan, s.content::text AS content, s.set_at, p.atasan_id, p.pejabat_id, p.jenis_jabatan
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.tahun = :tahun
"""
_WAITING = f"""{_VIEW} AND (
    (s.state = 'submitted' AND :reviewer AND p.opd = :opd AND s.asn_id <> :actor)
    OR (s.state = 'reviewed' AND p.atasan_id = :actor AND NOT s.agreed_penilai)
    OR (s.state = 'reviewed' AND s.asn_id = :actor AND NOT s.agreed_owner)
    OR (s.state = 'agreed' AND p.atasan_id = :actor)
    OR (s.state = 'approved' AND :bupati)
    OR (s.state IN ('reviewed', 'agreed') AND p.sebagai = 'bupati' AND :bupati))
ORDER BY s.state, p.nama LIMIT 500
"""


async def _views(work: Work, rows: Sequence[Any], tahun: int) -> list[SkpView]:
    """The plans, with what each waits for."""
    waits = [waits_for_parents(work, row) for row in rows]
    above = await store.above_of(work, [row for row, yes in zip(rows, waits, strict=True) if yes], tahun)
    return [_view(row, above if yes else None) for row, yes in zip(rows, waits, strict=True)]


def waits_for_parents(work: Work, row: Any) -> bool:
    """Whether a plan is still to be set, under a law by which its parents come first (KON P8)."""
    if row.set_at is not None or row.state in ("closed", "approved"):
        return False
    policy = work.packs.resolve(work.tenant, row.mulai).section("skp", SkpPolicy)
    return policy.parent_must_be_set.value


def _view(row: Any, above: store.Above | None) -> SkpView:
    fields = dict(row._mapping)
    text = fields.pop("content")
    isi = msgspec.json.decode(text, type=Content)
    for name in ("set_at", "atasan_id", "pejabat_id", "jenis_jabatan"):
        del fields[name]
    pending = store.pending_of(row, isi, above) if above else ()
    return SkpView(isi=isi, sidik=store.sidik_of(text), parent_pending=pending, **fields)


async def mine(work: Work, actor: Actor, tahun: int) -> list[SkpView]:
    """The actor's own SKPs of a year."""
    rows = await work.all(
        f"{_VIEW} AND s.asn_id = :actor ORDER BY s.mulai", {"tenant": work.tenant, "actor": actor.id, "tahun": tahun}
    )
    return await _views(work, rows, tahun)


async def waiting(work: Work, actor: Actor, tahun: int) -> list[SkpView]:
    """What the actor should review, agree to, set or ratify; the reading of others' is kept (KUAN P26(1))."""
    bupati = "bupati" in actor.peran
    person = None if bupati else await store.person(work, actor.id)
    rows = await work.all(
        _WAITING,
        {
            "tenant": work.tenant, "tahun": tahun, "actor": actor.id, "opd": person.opd if person else "",
            "reviewer": person is not None and "pengelola_kinerja" in person.peran, "bupati": bupati,
        },
    )  # fmt: skip
    decides, reviews = ([r.asn_id for r in rows if (r.state == "submitted") is w] for w in (False, True))
    await keep_reading(work, actor, "waiting_skp.read", decides, MEMUTUS, tahun=tahun)
    await keep_reading(work, actor, "waiting_skp.read", reviews, MEREVIU, tahun=tahun)
    return await _views(work, rows, tahun)


# For what an office reads what waits for it (KUAN P26(1)).
MEMUTUS, MEREVIU = "memutus sebagai pejabat penilai", "mereviu sebagai pengelola kinerja"
IN_PEMDA = frozenset({"pengelola_e_kinerja", "inspektorat", "ka_bkpp", "ka_bkpsdm", "sekda"})


async def scope_of(work: Work, actor: Actor) -> list[str] | None:
    """The PD whose people the actor may list, None: all of the Pemda's. Who lists at all is in the pack's table."""
    person = await store.person(work, actor.id)
    return None if IN_PEMDA & set(person.peran) else pds_of(person)


class WithoutSkp(Struct, frozen=True):
    """Somebody without a set SKP of the year (`state` says how far it is), or with a late one.

    `karena_gangguan`: the last day had an outage, which excuses it (X8).
    """

    asn_id: UUID
    nama: str
    opd: str
    state: str
    late: bool
    karena_gangguan: bool


_WITHOUT = """
SELECT p.asn_id, p.nama, p.opd, coalesce(s.state, '') AS state, coalesce(s.late, false) AS late,
    coalesce(s.karena_gangguan, false) AS karena_gangguan, s.mulai FROM pegawai p
LEFT JOIN LATERAL (SELECT state, late, karena_gangguan, mulai FROM skp s WHERE s.tenant = p.tenant
    AND s.asn_id = p.asn_id AND s.tahun = :tahun ORDER BY (s.state = 'set') DESC, s.versi DESC LIMIT 1) s ON true
WHERE p.tenant = :tenant AND p.validated AND p.status <> ALL(:exempt)
  AND (CAST(:opd AS text[]) IS NULL OR p.opd = ANY(CAST(:opd AS text[])))
  AND (s.state IS DISTINCT FROM 'set' OR s.late) ORDER BY p.opd, p.nama
"""


async def without_skp(work: Work, actor: Actor, tahun: int) -> list[WithoutSkp]:
    """Who is late (KON P15(2)); PNS and PPPK alike (KON P1(4))."""
    policy = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
    values: dict[str, Any] = {
        "tenant": work.tenant, "tahun": tahun, "exempt": list(policy.exempt_statuses.value),
        "opd": await scope_of(work, actor),
    }  # fmt: skip
    await keep_group_readings(work, "late_skp.read", values["opd"], "mengawasi penetapan SKP", tahun=tahun)
    rows = await work.all(_WITHOUT, values)
    due = [_due(policy, tahun, row.mulai or date(tahun, 1, 1)) for row in rows]
    down = await store.days_down(work, {day for day in due if day < work.today}, "skp")
    return [
        _without(row, row.karena_gangguan or (not row.late and day in down)) for row, day in zip(rows, due, strict=True)
    ]


def _due(policy: SkpPolicy, tahun: int, mulai: date) -> date:
    return course.due_on(tahun, mulai, policy.set_deadline.value, policy.move_window_days.value)


def _without(row: Any, excused: bool) -> WithoutSkp:
    return WithoutSkp(row.asn_id, row.nama, row.opd, row.state, row.late, excused)

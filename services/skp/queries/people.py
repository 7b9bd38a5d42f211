"""A penilai's people and their SKP at one glance; and, upwards, the kinerja of the superior to plan from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.skp import store
from services.skp.policy import SkpPolicy
from services.skp.queries.lists import MEMUTUS, VIEW, SkpView, asked_from, last_days, views
from services.skp.queries.turns import Berikutnya, Pengukuran


class SkpBrief(Struct, frozen=True):
    """An SKP without what it says; `menunggu_induk`: of how many kinerja the parents are not set yet (KON P8)."""

    skp_id: UUID
    mulai: date
    selesai: date
    versi: int
    state: str
    late: bool
    karena_gangguan: bool
    sebab: str
    menunggu_induk: int
    berikutnya: tuple[Berikutnya, ...]
    pengukuran: Pengukuran


class SubordinateView(Struct, frozen=True):
    """Somebody whom the actor appraises today, with all their SKP of the year that bind, bound or are on their way.

    `state`: of the one that is furthest, empty where there is none. `terlambat`: nothing was set by `paling_lambat`, or
    what was set was late; `karena_gangguan`: excused by an outage of that day (X8). `bebas_skp`: no SKP is asked of
    their status (KON P14).
    """

    asn_id: UUID
    nama: str
    jabatan: str
    bebas_skp: bool
    state: str
    terlambat: bool
    karena_gangguan: bool
    paling_lambat: date
    skp: tuple[SkpBrief, ...]


_THEIRS = """
SELECT asn_id, nama, jabatan, status, tmt_jabatan, masa_status, hari_kerja FROM pegawai
WHERE tenant = :tenant AND validated AND (atasan_id = :actor OR (:bupati AND sebagai = 'bupati'))
ORDER BY nama, asn_id LIMIT 1000
"""
_LIVE = f"""{VIEW} AND s.tahun = :tahun AND s.asn_id = ANY(CAST(:ids AS uuid[]))
  AND (s.state <> 'closed' OR s.set_at IS NOT NULL) ORDER BY s.mulai, s.versi, s.skp_id
"""
_FURTHEST = ("", "closed", "draft", "submitted", "reviewed", "agreed", "approved", "set")


async def subordinates(work: Work, actor: Actor, tahun: int) -> list[SubordinateView]:
    """By name; who acts as penilai today sees them, the Bupati the people under no other (KUAN P1(24), KON P34)."""
    people = await work.all(_THEIRS, {"tenant": work.tenant, "actor": actor.id, "bupati": "bupati" in actor.peran})
    ids = [row.asn_id for row in people]
    await keep_reading(work, actor, "subordinates_skp.read", ids, MEMUTUS, tahun=tahun)
    found: dict[UUID, list[SkpView]] = defaultdict(list)
    for view in await views(work, await work.all(_LIVE, {"tenant": work.tenant, "tahun": tahun, "ids": ids})):
        found[view.asn_id].append(view)
    policy = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
    asked = [(_asked(work, policy, tahun, row, found[row.asn_id]), row.hari_kerja) for row in people]
    due = dict(zip(ids, await last_days(work, policy, tahun, asked), strict=True))
    down = await store.days_down(work, {day for day in due.values() if day < work.today}, "skp")
    exempt = policy.exempt_statuses.value
    return [_seen(row, found[row.asn_id], due[row.asn_id], work.today, down, exempt) for row in people]


def _asked(work: Work, policy: SkpPolicy, tahun: int, row: Any, plans: list[SkpView]) -> date:
    """From when a plan is asked of them: of the first versions the one that goes on, else as the post says."""
    on = [one for one in plans if one.perubahan_dari is None and one.state != "closed"]
    last = on[-1] if on else None
    return asked_from(work, policy, tahun, row, last.state if last else "", last.mulai if last else None)


def _seen(
    row: Any, plans: list[SkpView], due: date, today: date, down: Collection[date], exempt: Collection[str]
) -> SubordinateView:
    is_set, is_exempt = any(one.state == "set" for one in plans), row.status in exempt
    binding = [one for one in plans if is_set and (one.state == "set" or one.sebab == "versi_baru")]
    open_late = not is_set and not is_exempt and today > due
    return SubordinateView(
        asn_id=row.asn_id,
        nama=row.nama,
        jabatan=row.jabatan,
        bebas_skp=is_exempt,
        state=max((one.state for one in plans), key=_FURTHEST.index, default=""),
        terlambat=open_late or any(one.late for one in binding),
        karena_gangguan=(open_late and due in down) or any(one.karena_gangguan for one in binding),
        paling_lambat=due,
        skp=tuple(_brief(one) for one in plans),
    )


def _brief(one: SkpView) -> SkpBrief:
    return SkpBrief(
        skp_id=one.skp_id,
        mulai=one.mulai,
        selesai=one.selesai,
        versi=one.versi,
        state=one.state,
        late=one.late,
        karena_gangguan=one.karena_gangguan,
        sebab=one.sebab,
        menunggu_induk=len(one.parent_pending),
        berikutnya=one.berikutnya,
        pengukuran=one.pengukuran,
    )


class IndukView(Struct, frozen=True):
    """A kinerja of the superior, for `induk_id`; `mengikat`: that SKP is set, before any below it (KON P8)."""

    butir_id: UUID
    uraian: str
    indikator: str
    kategori: str
    asn_id: UUID
    nama: str
    skp_id: UUID
    state: str
    mengikat: bool


MENURUNKAN = "menurunkan kinerja dari atasan langsung"
_ABOVE = """
SELECT s.skp_id, s.asn_id, p.nama, s.state, s.set_at IS NOT NULL AS binds, s.content::text AS content
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.asn_id = ANY(CAST(:ids AS uuid[])) AND s.tahun = :tahun AND s.state <> 'closed'
ORDER BY s.set_at IS NULL, s.mulai DESC, s.versi DESC
"""


async def parents(work: Work, actor: Actor, tahun: int) -> list[IndukView]:
    """What one's own kinerja come down from: those of who acts as penilai, and of whose the post is (KUAN, KON P8(1)).

    What binds comes first. Of the superior's SKP nothing else is shown; that it was read is kept.
    """
    superiors = list(store.superiors_of(await store.person(work, actor.id)))
    rows = await work.all(_ABOVE, {"tenant": work.tenant, "ids": superiors, "tahun": tahun})
    await keep_reading(work, actor, "superior_skp.read", {row.asn_id for row in rows}, MENURUNKAN, tahun=tahun)
    return [
        IndukView(
            b.butir_id, b.uraian, b.indikator, b.kategori.value, row.asn_id, row.nama, row.skp_id, row.state, row.binds
        )
        for row in rows
        for b in store.content_of(row).butir
        if b.butir_id
    ]

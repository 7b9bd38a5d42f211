"""What skp does when identity reports a fact: know people and days, end the plans of who moves or may have none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chassis.db import Work, json_of
from contracts.event import Fact
from contracts.identity import CalendarDaySet, PegawaiRecorded, SelisihRecorded
from contracts.masa import Sebagai
from kernel.kalender import ONE_DAY
from kernel.penempatan import penempatan_on
from kernel.penilai import pejabat_on, penilai_on, spells_in
from services.skp import store
from services.skp.commands import copies
from services.skp.commands.setting import Ends, close
from services.skp.domain import segmen
from services.skp.policy import SkpPolicy

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, nip, golongan, jabatan, opd, unit, atasan_id, jenis_jabatan, status,
    validated, peran, memimpin_unit, tmt_jabatan, masa_status, sebagai, pejabat_id, penempatan,
    hari_kerja, peran_pd)
VALUES (:tenant, :asn_id, :nama, :nip, :golongan, :jabatan, :opd, :unit, :atasan_id, :jenis_jabatan, :status,
    :validated, :peran, :memimpin_unit, :tmt_jabatan, CAST(:masa_status AS jsonb),
    :sebagai, :pejabat_id, CAST(:penempatan AS jsonb), :hari_kerja, CAST(:peran_pd AS jsonb))
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, nip = EXCLUDED.nip, golongan = EXCLUDED.golongan,
    jabatan = EXCLUDED.jabatan, opd = EXCLUDED.opd, unit = EXCLUDED.unit, atasan_id = EXCLUDED.atasan_id,
    jenis_jabatan = EXCLUDED.jenis_jabatan, status = EXCLUDED.status, validated = EXCLUDED.validated,
    peran = EXCLUDED.peran, memimpin_unit = EXCLUDED.memimpin_unit, tmt_jabatan = EXCLUDED.tmt_jabatan,
    masa_status = EXCLUDED.masa_status, sebagai = EXCLUDED.sebagai, pejabat_id = EXCLUDED.pejabat_id,
    penempatan = EXCLUDED.penempatan, hari_kerja = EXCLUDED.hari_kerja, peran_pd = EXCLUDED.peran_pd
"""
_LIBUR = """
INSERT INTO hari_libur (tenant, tanggal, libur) VALUES (:tenant, :tanggal, :libur)
ON CONFLICT (tenant, tanggal) DO UPDATE SET libur = EXCLUDED.libur
"""
_OPEN = """
SELECT skp_id FROM skp WHERE tenant = :tenant AND asn_id = :asn AND state <> 'closed' AND tahun = :tahun
  AND mulai <= :first ORDER BY skp_id
"""
_WITHIN = """
SELECT skp_id FROM skp WHERE tenant = :tenant AND asn_id = :asn AND (state <> 'closed' OR set_at IS NOT NULL)
  AND mulai <= :last AND selesai >= :first ORDER BY mulai, skp_id
"""


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who plans, under whom, in which PD; a move or an exempt status ends the plan of the former post.

    Copies that the person owes are opened and readdressed (KUAN P23(3)).
    """
    latest = {fact.event.asn_id: fact.event for fact in facts}
    known = await work.all(
        "SELECT asn_id, tmt_jabatan, status, atasan_id, sebagai, opd FROM pegawai"
        " WHERE tenant = :tenant AND asn_id = ANY(:ids)",
        {"tenant": work.tenant, "ids": list(latest)},
    )
    before = {row.asn_id: row for row in known}
    await work.many(_PEGAWAI, [_person(work, latest[asn_id]) for asn_id in sorted(latest)])
    await store.keep_line(work, [latest[asn_id] for asn_id in sorted(latest)])
    for asn_id in sorted(before):
        await _end_exempt(work, before[asn_id], latest[asn_id])
        if latest[asn_id].tmt_jabatan > before[asn_id].tmt_jabatan:
            await _end_former_post(work, before[asn_id], latest[asn_id])
    since = {asn_id: row.tmt_jabatan for asn_id, row in before.items()}
    await copies.follow(work, [latest[asn_id] for asn_id in sorted(latest)], since)


async def _end_exempt(work: Work, before: Any, event: PegawaiRecorded) -> None:
    """No plan holds a day of an exempt status, also of one that is recorded when it is over (KON P14)."""
    for first, last in _exempt(work, before, event):
        ends = _ends(before, event, first, "bebas_skp")
        values = {"tenant": work.tenant, "asn": event.asn_id, "first": first, "last": last}
        for found in await work.all(_WITHIN, values):
            row = await store.lock_skp(work, found.skp_id)
            if row.state != "closed" or row.selesai > max(ends.selesai, row.mulai):
                await close(work, row, ends)


def _exempt(work: Work, before: Any, event: PegawaiRecorded) -> list[tuple[date, date]]:
    """The spells without a plan that have begun; an event from before there were spells says today's alone."""
    policy = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
    exempt = policy.exempt_statuses.value
    if not event.masa_status:
        is_new = event.status.value in exempt and before.status not in exempt
        return [(work.today, work.today)] if is_new else []
    known = spells_in(event.masa_status, exempt, min(s.mulai for s in event.masa_status), work.today)
    return [(first, last or work.today) for first, last in known]


async def _end_former_post(work: Work, before: Any, event: PegawaiRecorded) -> None:
    """A move ends what goes on (KON P15(3))."""
    first = event.tmt_jabatan
    values = {"tenant": work.tenant, "asn": event.asn_id, "tahun": first.year, "first": first}
    for found in await work.all(_OPEN, values):
        await close(work, await store.lock_skp(work, found.skp_id), _ends(before, event, first, "mutasi"))


def _ends(before: Any, event: PegawaiRecorded, first: date, sebab: str) -> Ends:
    """The end of a plan on the day before `first`, under whoever was penilai then, in the PD of then (KON P26)."""
    last = first - ONE_DAY
    penilai, sebagai = segmen.penilai_at(event.penilai, last, before.atasan_id, before.sebagai)
    held = penempatan_on(event.penempatan, last)
    return Ends(last, sebab, penilai, sebagai, held.opd if held else before.opd)


def _person(work: Work, e: PegawaiRecorded) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "nip": e.nip, "golongan": e.golongan,
        "jabatan": e.jabatan, "opd": e.opd, "unit": e.unit, "atasan_id": e.atasan_id,
        "jenis_jabatan": e.jenis_jabatan.value, "status": e.status.value, "validated": e.validated,
        "peran": list(e.peran), "memimpin_unit": e.memimpin_unit, "tmt_jabatan": e.tmt_jabatan,
        "masa_status": json_of(e.masa_status), "penempatan": json_of(e.penempatan),
        "hari_kerja": e.hari_kerja, "peran_pd": json_of(e.peran_pd), **_capacity(e, work.today),
    }  # fmt: skip


def _capacity(e: PegawaiRecorded, today: date) -> dict[str, Any]:
    """In what capacity today's penilai acts, and whose post it is; an event from before there were terms says less."""
    acting = penilai_on(e.penilai, today)
    if acting is None or acting.penilai_id != e.atasan_id:
        sebagai = Sebagai.DEFINITIF if e.atasan_id else Sebagai.BUPATI
        return {"sebagai": sebagai.value, "pejabat_id": e.atasan_id}
    return {"sebagai": acting.sebagai.value, "pejabat_id": pejabat_on(e.penilai, today)}


async def know_calendar(work: Work, facts: Sequence[Fact[CalendarDaySet]]) -> None:
    """Keep the days on which the Pemda does not work."""
    rows = [{"tenant": work.tenant, "tanggal": f.event.tanggal, "libur": f.event.libur} for f in facts]
    await work.many(_LIBUR, rows)


async def know_differences(work: Work, facts: Sequence[Fact[SelisihRecorded]]) -> None:
    """Keep how many differences with SIASN each person has open: data is not ratified over them (KUAN P1(14))."""
    await store.keep_differences(work, [fact.event for fact in facts])

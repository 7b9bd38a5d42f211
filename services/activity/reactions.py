"""What activity does when identity or skp report a fact: keep the few columns its rules need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.db import Work, json_of
from contracts.butir import ButirKinerja
from contracts.event import Fact
from contracts.identity import CalendarDaySet, PegawaiRecorded
from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.skp import SkpAmended, SkpClosed, SkpSet
from kernel.penilai import penilai_on
from services.activity import lapse, store
from services.activity.store import tupoksi
from services.activity.store.late import follow_late

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, opd, unit, jabatan, peran, atasan_id, status, validated, tmt_jabatan,
    hari_kerja, nip, penempatan, peran_pd, pengguna_sejak)
VALUES (:tenant, :asn_id, :nama, :opd, :unit, :jabatan, :peran, :atasan_id, :status, :validated, :tmt_jabatan,
    :hari_kerja, :nip, CAST(:penempatan AS jsonb), CAST(:peran_pd AS jsonb), CAST(:pengguna_sejak AS date))
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, opd = EXCLUDED.opd, unit = EXCLUDED.unit,
    jabatan = EXCLUDED.jabatan, peran = EXCLUDED.peran, atasan_id = EXCLUDED.atasan_id, status = EXCLUDED.status,
    validated = EXCLUDED.validated, tmt_jabatan = EXCLUDED.tmt_jabatan, hari_kerja = EXCLUDED.hari_kerja,
    nip = EXCLUDED.nip, penempatan = EXCLUDED.penempatan, peran_pd = EXCLUDED.peran_pd,
    pengguna_sejak = CASE WHEN pegawai.validated OR NOT EXCLUDED.validated THEN pegawai.pengguna_sejak
        ELSE EXCLUDED.pengguna_sejak END
"""
_KNOWN_TERMS = """
SELECT asn_id, mulai, selesai, sebagai, penilai_id FROM masa_penilai WHERE tenant = :tenant AND asn_id = ANY(:ids)
"""
_TERM = """
INSERT INTO masa_penilai (tenant, asn_id, mulai, sebagai, selesai, penilai_id)
VALUES (:tenant, :asn_id, :mulai, :sebagai, :selesai, :penilai_id) ON CONFLICT DO NOTHING
"""
_SPELL = """
INSERT INTO masa_status (tenant, asn_id, mulai, status, selesai)
VALUES (:tenant, :asn_id, :mulai, :status, :selesai) ON CONFLICT DO NOTHING
"""
_LIBUR = """
INSERT INTO hari_libur (tenant, tanggal, libur) VALUES (:tenant, :tanggal, :libur)
ON CONFLICT (tenant, tanggal) DO UPDATE SET libur = EXCLUDED.libur
"""
_BUTIR = """
INSERT INTO butir (tenant, butir_id, asn_id, skp_id, kategori, uraian, target, mulai, selesai, sampai, bulanan,
    sk_nomor, sk_tanggal)
VALUES (:tenant, :butir_id, :asn_id, :skp_id, :kategori, :uraian, :target, :mulai, :selesai, :selesai, :bulanan,
    :sk_nomor, :sk_tanggal)
ON CONFLICT (tenant, butir_id) DO UPDATE SET kategori = EXCLUDED.kategori, uraian = EXCLUDED.uraian,
    target = EXCLUDED.target, mulai = EXCLUDED.mulai, selesai = least(butir.selesai, EXCLUDED.selesai),
    sampai = EXCLUDED.sampai,
    bulanan = EXCLUDED.bulanan, sk_nomor = EXCLUDED.sk_nomor, sk_tanggal = EXCLUDED.sk_tanggal
"""


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who they are, the terms of their superiors and their statuses; the last word on each person holds."""
    latest = {fact.event.asn_id: fact.event for fact in facts}
    since = _since(work, facts)
    events = [latest[asn_id] for asn_id in sorted(latest)]
    await work.many(_PEGAWAI, [_person(work, e) | {"pengguna_sejak": since[e.asn_id]} for e in events])
    began = await _new_terms(work, events)
    for table in ("masa_penilai", "masa_status"):
        await work.run(
            f"DELETE FROM {table} WHERE tenant = :tenant AND asn_id = ANY(:ids)",
            {"tenant": work.tenant, "ids": list(latest)},
        )
    await work.many(_TERM, [_term(work, e, t) for e in events for t in _terms(e)])
    await work.many(_SPELL, [_spell(work, e, s) for e in events for s in _spells(e)])
    await tupoksi.follow(work, list(latest))
    await follow_late(work, list(latest))
    await lapse.arm_new_terms(work, began)
    await store.arm_first_close(work)


def _since(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> dict[UUID, date | None]:
    """The day of the first of these facts that tells of somebody as validated; unknown of what is told again."""
    first: dict[UUID, date | None] = dict.fromkeys(fact.event.asn_id for fact in facts)
    for fact in reversed(facts):
        if fact.event.validated:
            first[fact.event.asn_id] = None if fact.retold else work.day_of(fact.occurred_at)
    return first


def _person(work: Work, e: PegawaiRecorded) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "opd": e.opd, "unit": e.unit,
        "jabatan": e.jabatan, "peran": list(e.peran), "atasan_id": e.atasan_id, "status": e.status.value,
        "validated": e.validated, "tmt_jabatan": e.tmt_jabatan,
        "hari_kerja": e.hari_kerja, "nip": e.nip, "penempatan": json_of(e.penempatan),
        "peran_pd": json_of(e.peran_pd),
    }  # fmt: skip


def _terms(e: PegawaiRecorded) -> tuple[MasaPenilai, ...]:
    """The terms told; an event from before there were any names today's superior."""
    sebagai = Sebagai.DEFINITIF if e.atasan_id else Sebagai.BUPATI
    return e.penilai or (MasaPenilai(mulai=e.tmt_jabatan, selesai=None, penilai_id=e.atasan_id, sebagai=sebagai),)


def _spells(e: PegawaiRecorded) -> tuple[MasaStatus, ...]:
    return e.masa_status or (MasaStatus(mulai=e.tmt_jabatan, selesai=None, status=e.status),)


def _term(work: Work, e: PegawaiRecorded, t: MasaPenilai) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "asn_id": e.asn_id, "mulai": t.mulai, "sebagai": t.sebagai.value,
        "selesai": t.selesai, "penilai_id": t.penilai_id,
    }  # fmt: skip


def _spell(work: Work, e: PegawaiRecorded, s: MasaStatus) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "asn_id": e.asn_id, "mulai": s.mulai, "status": s.status.value, "selesai": s.selesai,
    }  # fmt: skip


async def _new_terms(work: Work, events: Sequence[PegawaiRecorded]) -> list[tuple[UUID, date]]:
    """First days of terms that were not known before, of people who were; today where a vacancy is taken back."""
    rows = await work.all(_KNOWN_TERMS, {"tenant": work.tenant, "ids": [e.asn_id for e in events]})
    filled = _filled(work, rows, events)
    before = {(r.asn_id, r.mulai, r.sebagai, r.penilai_id) for r in rows}
    known = {asn_id for asn_id, *_ in before}
    return filled + [
        (e.asn_id, t.mulai)
        for e in events
        for t in _terms(e)
        if e.asn_id in known
        and work.packs.covers(work.tenant, t.mulai)  # before any law there is no entry whose clock could begin
        and t.sebagai is not Sebagai.KOSONG
        and (e.asn_id, t.mulai, t.sebagai.value, t.penilai_id) not in before
    ]


def _filled(work: Work, rows: Sequence[Any], events: Sequence[PegawaiRecorded]) -> list[tuple[UUID, date]]:
    """Whose penilai's post was vacant until now and, by what is told, is not: a clock that stood still begins anew."""
    known: dict[UUID, list[MasaPenilai]] = defaultdict(list)
    for r in rows:
        known[r.asn_id].append(
            MasaPenilai(mulai=r.mulai, selesai=r.selesai, penilai_id=r.penilai_id, sebagai=Sebagai(r.sebagai))
        )
    was = {asn for asn, terms in known.items() if _is_vacant(terms, work.today)}
    return [(e.asn_id, work.today) for e in events if e.asn_id in was and not _is_vacant(_terms(e), work.today)]


def _is_vacant(terms: Sequence[MasaPenilai], day: date) -> bool:
    if all(t.sebagai is not Sebagai.KOSONG for t in terms):
        return False
    now = penilai_on(terms, day)
    return now is not None and now.sebagai is Sebagai.KOSONG


async def know_calendar(work: Work, facts: Sequence[Fact[CalendarDaySet]]) -> None:
    """Keep the days on which the Pemda does not work."""
    rows = [{"tenant": work.tenant, "tanggal": f.event.tanggal, "libur": f.event.libur} for f in facts]
    await work.many(_LIBUR, rows)
    await follow_late(work, days=[fact.event.tanggal for fact in facts])


async def know_butir(work: Work, facts: Sequence[Fact[SkpSet]]) -> None:
    """Keep what an activity may refer to, and from when to when."""
    await work.many(_BUTIR, [_butir(work, fact.event, b) for fact in facts for b in fact.event.butir])
    await store.arm_first_close(work)


async def end_butir(work: Work, facts: Sequence[Fact[SkpClosed]]) -> None:
    """What an SKP that ended held may be referred to until its last day."""
    await work.many(
        "UPDATE butir SET selesai = least(selesai, :selesai) WHERE tenant = :tenant AND skp_id = :skp_id",
        [{"tenant": work.tenant, "skp_id": f.event.skp_id, "selesai": f.event.selesai} for f in facts],
    )


async def add_butir(work: Work, facts: Sequence[Fact[SkpAmended]]) -> None:
    """A tugas tambahan that joined later may be referred to from its day."""
    await work.many(_BUTIR, [_butir(work, fact.event, fact.event.butir) for fact in facts])
    await store.arm_first_close(work)


def _butir(work: Work, e: SkpSet | SkpAmended, b: ButirKinerja) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "butir_id": b.butir_id, "asn_id": e.asn_id, "skp_id": e.skp_id,
        "kategori": b.kategori.value, "uraian": b.uraian, "target": b.target, "mulai": e.mulai, "selesai": e.selesai,
        "bulanan": list(b.bulanan), "sk_nomor": b.sk.nomor if b.sk else None,
        "sk_tanggal": b.sk.tanggal if b.sk else None,
    }  # fmt: skip

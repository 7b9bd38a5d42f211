"""What activity keeps of facts of others: people, their terms, the calendar, and what an entry may refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.db import Work, json_of
from contracts.butir import ButirKinerja
from contracts.identity import PegawaiRecorded
from contracts.masa import MasaPenilai, MasaStatus
from contracts.skp import SkpAmended, SkpClosed, SkpSet
from services.activity.store.terms import terms_of_people

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
_FORGET_TERMS = "DELETE FROM masa_penilai WHERE tenant = :tenant AND asn_id = ANY(:ids)"
_FORGET_SPELLS = "DELETE FROM masa_status WHERE tenant = :tenant AND asn_id = ANY(:ids)"
_END_BUTIR = "UPDATE butir SET selesai = least(selesai, :selesai) WHERE tenant = :tenant AND skp_id = :skp_id"
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


async def keep_people(work: Work, events: Sequence[PegawaiRecorded], since: Mapping[UUID, date | None]) -> None:
    """Who they are; `since`: from which day on each may use the system, where a fact says so."""
    await work.many(_PEGAWAI, [_person(work, e) | {"pengguna_sejak": since[e.asn_id]} for e in events])


async def known_terms(work: Work, people: Collection[UUID]) -> dict[UUID, list[MasaPenilai]]:
    """The terms of the penilai of some people, as they are kept."""
    return await terms_of_people(work, list(people))


async def keep_terms(
    work: Work, terms: Mapping[UUID, Iterable[MasaPenilai]], spells: Mapping[UUID, Iterable[MasaStatus]]
) -> None:  # fmt: skip
    """The terms of the penilai of some people and their statuses are these, and no others."""
    ids = {"tenant": work.tenant, "ids": list(terms)}
    await work.run(_FORGET_TERMS, ids)
    await work.run(_FORGET_SPELLS, ids)
    await work.many(_TERM, [_term(work, asn_id, t) for asn_id, own in terms.items() for t in own])
    await work.many(_SPELL, [_spell(work, asn_id, s) for asn_id, own in spells.items() for s in own])


async def keep_calendar(work: Work, days: Iterable[tuple[date, bool]]) -> None:
    """Days that are free (True) or worked against the week."""
    await work.many(_LIBUR, [{"tenant": work.tenant, "tanggal": day, "libur": libur} for day, libur in days])


async def keep_butir(work: Work, told: Iterable[tuple[SkpSet | SkpAmended, ButirKinerja]]) -> None:
    """What an entry may refer to, from when to when."""
    await work.many(_BUTIR, [_butir(work, event, one) for event, one in told])


async def end_butir(work: Work, ended: Iterable[SkpClosed]) -> None:
    """What an SKP that ended held may be referred to until its last day."""
    await work.many(_END_BUTIR, [{"tenant": work.tenant, "skp_id": e.skp_id, "selesai": e.selesai} for e in ended])


def _person(work: Work, e: PegawaiRecorded) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "opd": e.opd, "unit": e.unit,
        "jabatan": e.jabatan, "peran": list(e.peran), "atasan_id": e.atasan_id, "status": e.status.value,
        "validated": e.validated, "tmt_jabatan": e.tmt_jabatan,
        "hari_kerja": e.hari_kerja, "nip": e.nip, "penempatan": json_of(e.penempatan),
        "peran_pd": json_of(e.peran_pd),
    }  # fmt: skip


def _term(work: Work, asn_id: UUID, t: MasaPenilai) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "asn_id": asn_id, "mulai": t.mulai, "sebagai": t.sebagai.value,
        "selesai": t.selesai, "penilai_id": t.penilai_id,
    }  # fmt: skip


def _spell(work: Work, asn_id: UUID, s: MasaStatus) -> dict[str, Any]:
    return {"tenant": work.tenant, "asn_id": asn_id, "mulai": s.mulai, "status": s.status.value, "selesai": s.selesai}


def _butir(work: Work, e: SkpSet | SkpAmended, b: ButirKinerja) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "butir_id": b.butir_id, "asn_id": e.asn_id, "skp_id": e.skp_id,
        "kategori": b.kategori.value, "uraian": b.uraian, "target": b.target, "mulai": e.mulai, "selesai": e.selesai,
        "bulanan": list(b.bulanan), "sk_nomor": b.sk.nomor if b.sk else None,
        "sk_tanggal": b.sk.tanggal if b.sk else None,
    }  # fmt: skip

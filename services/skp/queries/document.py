"""One SKP whole: as a document, and broken down to days."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal, rule
from kernel.peran import helps_in
from services.skp import store
from services.skp.domain.content import Butir, Content
from services.skp.domain.measure import breakdown_year, early_parts, even_parts, weeks_of
from services.skp.queries.lists import MEMUTUS, MEREVIU
from services.skp.store.rows import NO_SKP

OUTSIDE_MONTHS = rule("skp.document.month", 422, "Bulan di luar masa SKP.", "periode")
NOT_YOURS = rule("skp.reading.not_yours", 403, "SKP ini bukan untuk Anda.")
NO_PURPOSE = rule("skp.reading.no_purpose", 422, "Sebutkan tujuan membaca SKP orang lain.", "tujuan")


class ButirBreakdown(Struct, frozen=True):
    """A yearly quantity in its months; the month asked for in weeks, each in its working days.

    Quantity and cost (whole rupiah a month) add up; quality in per cent and time in months are carried. A target
    without a quantity has `tahun` null and nothing in months, weeks and days but what it names.
    """

    butir_id: UUID
    tahun: int | None
    bulan: tuple[int, ...]
    minggu: tuple[int, ...]
    hari: dict[str, int]
    biaya: tuple[int, ...] = ()
    kualitas: int | None = None
    waktu_bulan: int | None = None


async def breakdown(work: Work, actor: Actor, skp_id: UUID, periode: str, tujuan: str | None) -> list[ButirBreakdown]:
    """The parts add up to the whole at every level."""
    row = await readable(work, actor, skp_id, tujuan)
    months = 12 - row.mulai.month + 1
    weeks = weeks_of((await store.kalender(work, row.hari_kerja)).of_month(periode))
    nth = int(periode[5:]) - row.mulai.month
    if periode[:4] != str(row.tahun) or not 0 <= nth < months:
        raise Refusal(OUTSIDE_MONTHS)
    found = []
    for butir in msgspec.json.decode(row.content_text, type=Content).butir:
        if butir.target.kuantitas is None:
            found.append(_broken_down(butir, months, [], [], {}))
            continue
        by_month = list(butir.bulanan[-months:]) or breakdown_year(butir.target.kuantitas, months)
        by_week = even_parts(by_month[nth], len(weeks))
        days = {
            day.isoformat(): part
            for week, total in zip(weeks, by_week, strict=True)
            for day, part in zip(week, early_parts(total, len(week)), strict=True)
        }
        found.append(_broken_down(butir, months, by_month, by_week, days))
    return found


def _broken_down(
    butir: Butir, of_year: int, by_month: list[int], by_week: list[int], days: dict[str, int]
) -> ButirBreakdown:
    assert butir.butir_id is not None
    target = butir.target
    cost = () if target.biaya is None else tuple(breakdown_year(target.biaya, of_year))
    months, weeks = tuple(by_month), tuple(by_week)
    return ButirBreakdown(
        butir.butir_id, target.kuantitas, months, weeks, days, cost, target.kualitas, target.waktu_bulan
    )


class SkpDocument(Struct, frozen=True):
    """An SKP with everybody who signed it, ready to be printed."""

    skp_id: UUID
    pemda: str
    aturan: str
    pegawai: dict[str, str]
    penilai: dict[str, str]
    atas_nama: str
    pengesah: str
    tahun: int
    mulai: date
    selesai: date
    versi: int
    state: str
    isi: Content
    disetujui: str
    ditetapkan: str
    sha256: str


_OVERSEE = frozenset({"pengelola_e_kinerja", "inspektorat"})


async def readable(work: Work, actor: Actor, skp_id: UUID, tujuan: str | None) -> Any:
    """An SKP for those whom section 5 names; the reading of another's is kept, with its purpose.

    The person; the line of superiors up to the Bupati; the head and helpers of the PD; the Pemda's overseers; of a
    segment that ended, who was penilai on its last day (KON P26). Refusal 422 without a purpose, unless it lies in
    the office: of the penilai who decides on it, of the pengelola kinerja for whose review it waits (KUAN P26(1)).
    """
    row = await work.one(
        "SELECT s.*, s.content::text AS content_text, s.pembahas::text AS pembahas_text,"
        " s.dasar_perubahan::text AS dasar, p.opd, p.jabatan, p.atasan_id, p.sebagai, p.hari_kerja"
        " FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id"
        " WHERE s.tenant = :tenant AND s.skp_id = :id",
        {"tenant": work.tenant, "id": skp_id},
    )
    if row is None:
        raise Refusal(NO_SKP)
    is_reader, reviews = await may_read(work, actor, row)
    if not (is_reader or actor.id == row.closed_penilai_id):
        raise Refusal(NOT_YOURS)
    if actor.id != row.asn_id:
        purpose = tujuan or _of_office(row, actor, reviews)
        if not purpose:
            raise Refusal(NO_PURPOSE)
        await keep_reading(work, actor, "skp.read", [row.asn_id], purpose, skp_id=str(skp_id))
    return row


async def may_read(work: Work, actor: Actor, row: Any) -> tuple[bool, bool]:
    """Whether the plans of somebody (`asn_id`, `opd`) are for the actor, whatever year; whether as pengelola kinerja.

    The person; the line of superiors up to the Bupati; the head and helpers of the PD; the Pemda's overseers.
    """
    reader = await store.find_person(work, actor.id)
    held = set(reader.peran) if reader else set()
    in_pd = reader is not None and helps_in(reader, row.opd)
    if not (actor.id == row.asn_id or "bupati" in actor.peran or in_pd or held & _OVERSEE):
        return await store.is_above(work, row.asn_id, actor.id), False
    return True, in_pd and "pengelola_kinerja" in held


def _of_office(row: Any, actor: Actor, reviews: bool) -> str:
    """The purpose for which an office reads an SKP; none: empty."""
    closes = row.closed_penilai_id == actor.id or (row.closed_sebagai == "bupati" and "bupati" in actor.peran)
    if closes or store.is_penilai(row, actor) or (row.state == "approved" and "bupati" in actor.peran):
        return MEMUTUS
    return MEREVIU if reviews and row.state == "submitted" else ""


def signed_by(row: Any) -> dict[str, str]:
    """Who stands on a paper; nobody: the Bupati."""
    if row is None:
        return {"nama": "Bupati", "nip": "", "jabatan": "Bupati", "golongan": "", "opd": ""}
    return {name: str(getattr(row, name)) for name in ("nama", "nip", "jabatan", "golongan", "opd")}


async def document(work: Work, actor: Actor, skp_id: UUID, tujuan: str | None) -> SkpDocument:
    """What the paper says; the hash is of the content and the signatures, in one canonical form."""
    row = await readable(work, actor, skp_id, tujuan)
    pack = work.packs.resolve_plan(work.tenant, row.mulai)
    penilai = await store.find_person(work, row.set_by) if row.set_by else None
    signed = {
        "isi": row.content_text, "setuju": str(row.agreed_at or ""), "tetap": str(row.set_at or ""),
        "oleh": str(row.set_by or ""), "sah": str(row.ratified_by or ""),
        **({"atas_nama": str(row.atas_nama)} if row.atas_nama else {}),
    }  # fmt: skip
    return SkpDocument(
        skp_id=row.skp_id,
        pemda=pack.head.pemda,
        aturan=pack.head.law,
        pegawai=signed_by(await store.find_person(work, row.asn_id)),
        penilai=signed_by(penilai),
        atas_nama=await _acting_for(work, row),
        pengesah="Bupati" if row.ratified_by else "",
        tahun=row.tahun,
        mulai=row.mulai,
        selesai=row.selesai,
        versi=row.versi,
        state=row.state,
        isi=msgspec.json.decode(row.content_text, type=Content),
        disetujui=moment_of(row.agreed_at, work),
        ditetapkan=moment_of(row.set_at, work),
        sha256=hashlib.sha256(msgspec.json.encode(signed, order="deterministic")).hexdigest(),
    )


_SIGNS_AS = {"plt": "Plt.", "plh": "Plh.", "atasan": "a.n."}


async def _acting_for(work: Work, row: Any) -> str:
    """`Plh. Kepala Seksi (Nama)` where somebody signed for the penilai: a Plt or Plh signs with both names."""
    if not row.atas_nama:
        return ""
    official = await store.find_person(work, row.atas_nama)
    return f"{_SIGNS_AS[row.set_sebagai]} {official.jabatan} ({official.nama})" if official else ""


def moment_of(at: Any, work: Work) -> str:
    """A moment in the Pemda's zone as papers show it."""
    return at.astimezone(work.zone).strftime("%d-%m-%Y %H.%M") if at else ""

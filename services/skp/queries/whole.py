"""One SKP whole, as data: what it says, how it came about, what goes with it; and all of one person in a year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal, rule
from contracts.skp import Pembahas
from services.skp import store
from services.skp.queries.document import NO_PURPOSE, may_read, readable
from services.skp.queries.lists import MEMUTUS, VIEW, SkpView, views
from services.skp.queries.turns import names_of

NO_PERSON = rule("skp.person.unknown", 404, "Pegawai tidak ditemukan.", source="implicit")
NOT_THEIR_READER = rule("skp.reading.not_their_reader", 403, "SKP pegawai ini bukan untuk Anda.")


class Jejak(Struct, frozen=True):
    """Who did something, and when; `sebagai`, `atas_nama`: a Plt, Plh or superior, and for whom they signed."""

    asn_id: UUID | None
    nama: str
    pada: datetime | None
    sebagai: str = ""
    atas_nama: str = ""


class Penutup(Struct, frozen=True):
    """How an SKP that bound ended: why, under which penilai, in which PD, and when the segment was closed (KON P26)."""

    sebab: str
    penilai: Jejak
    opd: str | None
    confirmed_at: datetime | None


class Lampiran(Struct, frozen=True):
    """A document on which a change rests (KUAN P1(8), KON P19)."""

    dokumen_id: UUID
    jenis: str
    nama: str
    sha256: str


class Bagian(Struct, frozen=True):
    """Another SKP of the same person and year: a segment, or a version before or after."""

    skp_id: UUID
    mulai: date
    selesai: date
    versi: int
    state: str


class DasarPerubahan(Struct, frozen=True, kw_only=True):
    """What a change rests on beside its cause: of the sickness or assignment, or the approval (KON P19(2)d-f, (3))."""

    mulai: date | None = None
    selesai: date | None = None
    penugasan: str = ""
    pemberi_tugas: UUID | None = None
    pemberi_tugas_bupati: bool = False
    menghalangi: bool = False
    persetujuan: str = ""
    persetujuan_oleh: str = ""
    persetujuan_tanggal: date | None = None


class SkpWhole(SkpView, frozen=True, kw_only=True):
    """An SKP with its course; `catatan`: how many notes there are on it, `skp_lain`: the others of its year.

    What was not done yet is null; nobody's `nama` is the Bupati's office.
    """

    jabatan: str
    opd: str
    due_on: date | None
    submitted_at: datetime | None
    reviu: Jejak | None
    pembahasan: str
    peserta: str
    pembahas: tuple[Jejak, ...]
    dasar_perubahan: DasarPerubahan | None
    ditetapkan_pada: date | None
    disetujui_pegawai: bool
    disetujui_penilai: bool
    agreed_at: datetime | None
    disetujui: Jejak | None
    ditetapkan: Jejak | None
    disahkan: Jejak | None
    pendapat_tpak: str
    ditutup: Penutup | None
    catatan: int
    dokumen: tuple[Lampiran, ...]
    skp_lain: tuple[Bagian, ...]


_decode_grounds = msgspec.json.Decoder(DasarPerubahan).decode
_decode_discussed = msgspec.json.Decoder(tuple[Pembahas, ...]).decode
_COUNT = "SELECT count(*) AS n FROM catatan WHERE tenant = :tenant AND skp_id = :skp"
_DOKUMEN = """
SELECT dokumen_id, jenis, nama, sha256 FROM dokumen WHERE tenant = :tenant AND dokumen_id = ANY(CAST(:ids AS uuid[]))
ORDER BY uploaded_at, dokumen_id
"""
_OTHERS = """
SELECT skp_id, mulai, selesai, versi, state FROM skp
WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun AND skp_id <> :skp ORDER BY mulai, versi, skp_id
"""


async def show(work: Work, actor: Actor, skp_id: UUID, tujuan: str | None) -> SkpWhole:
    """One SKP with its whole course; `readable` says who may read it, and keeps the purpose (KUAN P26(1))."""
    row = await readable(work, actor, skp_id, tujuan)
    of = {"tenant": work.tenant, "skp": skp_id, "asn": row.asn_id, "tahun": row.tahun, "ids": list(row.dokumen)}
    view = (await views(work, await work.all(f"{VIEW} AND s.skp_id = :skp", of)))[0]
    notes: Any = await work.one(_COUNT, of)
    return SkpWhole(
        **msgspec.structs.asdict(view),
        **await _course(work, row),
        jabatan=row.jabatan,
        opd=row.opd,
        due_on=row.due_on,
        submitted_at=row.submitted_at,
        pembahasan=row.pembahasan,
        peserta=row.peserta,
        ditetapkan_pada=row.ditetapkan_pada,
        dasar_perubahan=_decode_grounds(row.dasar) if row.dasar else None,
        disetujui_pegawai=row.agreed_owner,
        disetujui_penilai=row.agreed_penilai,
        agreed_at=row.agreed_at if row.agreed_owner or row.agreed_penilai else None,
        pendapat_tpak=row.pendapat_tpak,
        catatan=notes.n,
        dokumen=tuple(Lampiran(**one._mapping) for one in await work.all(_DOKUMEN, of)),
        skp_lain=tuple(Bagian(**one._mapping) for one in await work.all(_OTHERS, of)),
    )


async def _course(work: Work, row: Any) -> dict[str, Any]:
    """Who reviewed, approved, set, ratified and ended it; approving is a step of its own before a ratification."""
    discussed = _decode_discussed(row.pembahas_text)
    acted = (
        *(one.asn_id for one in discussed),
        row.reviewer_id,
        row.set_by,
        row.ratified_by,
        row.atas_nama,
        row.closed_penilai_id,
    )
    names = await names_of(work, {one for one in acted if one})

    def by(who: UUID | None, pada: datetime | None, sebagai: str = "") -> Jejak | None:
        for_whom = names.get(row.atas_nama, "") if sebagai else ""
        return Jejak(who, names.get(who, "Bupati"), pada, sebagai, for_whom) if who else None

    tiered = row.ratified_by is not None or row.state == "approved"
    signed = by(row.set_by, None if tiered else row.set_at, row.set_sebagai)
    who = row.closed_penilai_id
    ended = Jejak(who, _named(row.closed_sebagai, names.get(who, "") if who else ""), None, row.closed_sebagai)
    return {
        "pembahas": tuple(
            Jejak(one.asn_id, names.get(one.asn_id, "") if one.asn_id else "Bupati", row.reviewed_at, one.peran)
            for one in discussed
        ),
        "reviu": by(row.reviewer_id, row.reviewed_at),
        "disetujui": signed if tiered else None,
        "ditetapkan": None if tiered or row.set_at is None else signed,
        "disahkan": by(row.ratified_by, row.set_at),
        "ditutup": Penutup(row.closed_sebab, ended, row.closed_opd, row.confirmed_at) if row.closed_sebab else None,
    }


def _named(sebagai: str, nama: str) -> str:
    return "Bupati" if sebagai == "bupati" else nama


async def of_person(work: Work, actor: Actor, asn_id: UUID, tahun: int, tujuan: str | None) -> list[SkpView]:
    """All SKP and versions of one person in a year, as each may be read; a former penilai sees what ended under them.

    Refusal 422 without a purpose, unless the actor is their penilai (KUAN P26(1)).
    """
    person = await store.find_person(work, asn_id)
    if person is None:
        raise Refusal(NO_PERSON)
    is_reader, _ = await may_read(work, actor, person)
    rows = await work.all(
        f"{VIEW} AND s.tahun = :tahun AND s.asn_id = :asn AND (:all OR s.closed_penilai_id = :actor)"
        " ORDER BY s.mulai, s.versi, s.skp_id",
        {"tenant": work.tenant, "tahun": tahun, "asn": asn_id, "all": is_reader, "actor": actor.id},
    )
    if not (is_reader or rows):
        raise Refusal(NOT_THEIR_READER)
    if actor.id != asn_id:
        purpose = tujuan or (MEMUTUS if not is_reader or store.is_penilai(person, actor) else "")
        if not purpose:
            raise Refusal(NO_PURPOSE)
        await keep_reading(work, actor, "skp.read", [asn_id], purpose, tahun=tahun)
    return await views(work, rows)

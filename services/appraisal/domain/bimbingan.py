"""Bimbingan, of one person or a group, because of a monitoring; its result goes up (KON P21, P22, P24(1)). Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.refusal import Refusal, rule
from services.appraisal.domain import pemantauan
from services.appraisal.domain.appraisal import Dinilai
from services.appraisal.domain.pemantauan import Holder, Pemantauan

UNKNOWN = rule("appraisal.guidance.unknown", 404, "Bimbingan tidak ditemukan.", source="implicit")
NOT_MONITORED = rule(
    "appraisal.guidance.not_monitored", 422, "Bimbingan didasarkan atas hasil pemantauan pegawai itu.", "peserta"
)
NO_LETTER = rule(
    "appraisal.guidance.no_letter", 403, "Hanya pejabat penilai, atau pihak lain dengan surat tugas untuk pegawai itu."
)
TWICE = rule("appraisal.guidance.twice", 422, "Setiap pegawai disebut sekali.", "peserta")
STRANGE_DAY = rule(
    "appraisal.guidance.strange_day", 422, "Bimbingan dicatat sesudah diadakan, tidak sebelum pemantauannya.", "tanggal"
)
REPORTED = rule("appraisal.guidance.reported", 409, "Hasil bimbingan ini sudah dilaporkan.")

Bentuk = Literal["individual", "kelompok"]


class Bimbingan(Struct, frozen=True, kw_only=True):
    """The record of one person in a session: the process, and the assessment of the competence (KON P22(3)).

    `sesi_id`: those of one group share it. `hasil`: what the penilai reported, to `kepada` (None: the Bupati).
    """

    bimbingan_id: UUID
    sesi_id: UUID
    asn_id: UUID
    pemantauan_id: UUID
    tahun: int
    tanggal: date
    bentuk: Bentuk
    oleh: UUID
    surat_tugas: str
    proses: str
    kompetensi: str
    hasil: str = ""
    reported_on: date | None = None
    kepada: UUID | None = None


def letter_of(monitored: Pemantauan, who: Dinilai, by: Holder) -> str:
    """The letter by which another party gives it; empty of the penilai; Refusal 403 for anybody else (KON P22(1))."""
    if pemantauan.is_penilai(who, by):
        return ""
    if monitored.pembimbing != by.asn_id or not monitored.surat_tugas:
        raise Refusal(NO_LETTER)
    return monitored.surat_tugas


def check_session(people: list[UUID], day: date, monitored: list[Pemantauan], today: date) -> None:
    """Each person once, each because of an own monitoring, on a day between that and today (KON P21(3))."""
    if len(set(people)) != len(people):
        raise Refusal(TWICE)
    for n, (asn_id, one) in enumerate(zip(people, monitored, strict=True)):
        if one.asn_id != asn_id or one.state == "missed":
            raise Refusal(NOT_MONITORED, field=f"peserta[{n}].pemantauan_id")
        if not one.tanggal <= day <= today:
            raise Refusal(STRANGE_DAY)


def report(one: Bimbingan, who: Dinilai, by: Holder, hasil: str, today: date, kepada: UUID | None) -> Bimbingan:
    """By the penilai to their superior, also where another party gave it (KON P24(1))."""
    pemantauan.check_penilai(who, by)
    if one.reported_on is not None:
        raise Refusal(REPORTED)
    return replace(one, hasil=hasil, reported_on=today, kepada=kepada)

"""Monitoring of a running SKP: at least once a semester, and what is done about a deviation (KON P18). Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.pemantauan import PemantauanMissed
from contracts.refusal import Refusal, rule
from services.appraisal.domain import judgement
from services.appraisal.domain.appraisal import Dinilai

UNKNOWN = rule("appraisal.monitoring.unknown", 404, "Pemantauan tidak ditemukan.", source="implicit")
NOBODY = rule("appraisal.monitoring.nobody", 404, "Pegawai tidak ditemukan.", source="implicit")
NOT_HERE = rule("appraisal.monitoring.not_here", 409, "Peraturan ini tidak mengatur pemantauan per semester.")
NOT_YOURS = rule(
    "appraisal.monitoring.not_yours", 403, "Pemantauan oleh pejabat penilai, dibantu pengelola kinerja PD pegawai ini."
)
STRANGE_DAY = rule(
    "appraisal.monitoring.strange_day",
    422,
    "Pemantauan dilakukan pada tahun berjalan, paling akhir hari ini.",
    "tanggal",
)
NO_SCAN = rule("appraisal.monitoring.no_scan", 422, "Pemantauan di luar sistem menyebut dokumennya.", "dokumen")
NO_DEVIATION = rule("appraisal.monitoring.no_deviation", 409, "Tidak ada keterlambatan atau penyimpangan yang terbuka.")
NOT_PARTY = rule("appraisal.monitoring.not_party", 403, "Hanya pegawai yang dipantau dan pejabat penilainya.")
TOO_EARLY = rule("appraisal.monitoring.too_early", 422, "Percepatan tidak dapat selesai sebelum {first}.", "percepatan")

Semester = Literal[1, 2]
Keadaan = Literal["on_track", "deviating", "handled", "missed"]
Cara = Literal["elektronik", "non_elektronik"]


class Pemantauan(Struct, frozen=True, kw_only=True):
    """One monitoring of a person; `missed`: that a semester passed without one.

    `rencana`, `capaian`: what was planned until that day and what was reached, in per cent of the year. `sebab`,
    `tindakan`, `percepatan`: cause, action and the day by which the delay is made good (KON P18(4)). `pembimbing`, by
    `surat_tugas`: another party who is to give bimbingan because of it (KON P22(1)).
    """

    pemantauan_id: UUID
    asn_id: UUID
    tahun: int
    semester: Semester
    tanggal: date
    oleh: UUID | None = None
    cara: Cara = "elektronik"
    dokumen: str = ""
    rencana: int = 0
    capaian: int = 0
    catatan: str = ""
    state: Keadaan = "on_track"
    sebab: str = ""
    tindakan: str = ""
    percepatan: date | None = None
    pembimbing: UUID | None = None
    surat_tugas: str = ""


class Holder(Struct, frozen=True):
    """Who acts, with the roles they hold and their PD."""

    asn_id: UUID
    roles: frozenset[str]
    opd: str | None


def semester_of(day: date) -> Semester:
    """The half of a year that a day falls in."""
    return 1 if day.month <= 6 else 2


def last_day(tahun: int, semester: Semester) -> date:
    """The last day of a semester."""
    return date(tahun, 6, 30) if semester == 1 else date(tahun, 12, 31)


def is_penilai(who: Dinilai, by: Holder) -> bool:
    """Whether somebody is the direct superior; the Bupati's office where the Bupati is."""
    if who.atasan_id is None:
        return not who.kosong and "bupati" in by.roles
    return who.atasan_id == by.asn_id


def check_monitor(who: Dinilai, by: Holder) -> None:
    """Refuse anybody but the penilai and the pengelola kinerja of the PD (KON P18(1, 5))."""
    if not is_penilai(who, by) and not (
        "pengelola_kinerja" in by.roles and by.opd == who.opd and by.asn_id != who.asn_id
    ):
        raise Refusal(NOT_YOURS)


def check_penilai(who: Dinilai, by: Holder) -> None:
    """Refuse anybody but the penilai."""
    judgement.check_penilai(who.atasan_id, by.asn_id, by.roles, vacant=who.kosong)


def check_day(day: date, today: date) -> None:
    """Within the running year, not later than today (KON P18(1))."""
    if day > today or day.year != today.year:
        raise Refusal(STRANGE_DAY)


def record(one: Pemantauan, *, deviates: bool) -> Pemantauan:
    """A monitoring as it is kept; less than planned is a deviation (KON P18(3-4)).

    `deviates`: the penilai sees another one that the figures do not show.
    """
    if one.cara == "non_elektronik" and not one.dokumen.strip():
        raise Refusal(NO_SCAN)
    return replace(one, state="deviating" if deviates or one.capaian < one.rencana else "on_track")


def handle(one: Pemantauan, who: Dinilai, by: Holder, sebab: str, tindakan: str, percepatan: date) -> Pemantauan:
    """Cause, action and the day of the acceleration, by the person or the penilai (KON P18(4))."""
    if by.asn_id != one.asn_id and not is_penilai(who, by):
        raise Refusal(NOT_PARTY)
    if one.state != "deviating":
        raise Refusal(NO_DEVIATION)
    if percepatan < one.tanggal:
        raise Refusal(TOO_EARLY, first=one.tanggal.isoformat())
    return replace(one, state="handled", sebab=sebab, tindakan=tindakan, percepatan=percepatan)


def missed(pemantauan_id: UUID, who: Dinilai, tahun: int, semester: Semester) -> tuple[Pemantauan, PemantauanMissed]:
    """That a semester ended without one; the penilai is told."""
    one = Pemantauan(
        pemantauan_id=pemantauan_id, asn_id=who.asn_id, tahun=tahun, semester=semester,
        tanggal=last_day(tahun, semester), state="missed",
    )  # fmt: skip
    event = PemantauanMissed(
        pemantauan_id=pemantauan_id, asn_id=who.asn_id, tahun=tahun, semester=semester, kepada=who.atasan_id,
        kepada_peran="" if who.atasan_id else "pengelola_e_kinerja" if who.kosong else "bupati",
    )  # fmt: skip
    return one, event

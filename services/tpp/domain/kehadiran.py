"""Attendance: what a day cuts, what a file of a machine may say, how one objects to a day. Pure."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from contracts.refusal import Refusal, rule
from services.tpp.domain.masukan import Hari
from services.tpp.policy import KehadiranPolicy

HADIR, ALPA = "hadir", "alpa"
# What an office writes of a day; only `alpa` cuts without a clock, only `hadir` by minutes.
KETERANGAN = (HADIR, ALPA, "izin", "sakit", "cuti", "dinas_luar", "tugas_belajar", "libur")
FRIDAY = 4
MONTHS_BACK = 24

NO_DAY = rule("tpp.attendance.no_day", 404, "Tidak ada presensi pada hari itu.", "tanggal", source="implicit")
OPEN = rule(
    "tpp.attendance.open", 409, "Hari ini sudah Anda persoalkan; tunggu jawabannya.", "tanggal", source="implicit"
)
NO_OBJECTION = rule("tpp.attendance.no_objection", 404, "Sanggahan ini tidak ditemukan.", source="implicit")
ANSWERED = rule("tpp.attendance.answered", 409, "Sanggahan ini sudah dijawab.", source="implicit")
OWN = rule("tpp.attendance.own", 403, "Presensi sendiri dibetulkan orang lain.")
NO_CORRECTION = rule(
    "tpp.attendance.no_correction", 422, "Tulis yang benar: jam masuk, jam pulang atau keterangan.", "keterangan",
    source="implicit",
)  # fmt: skip
NEEDLESS = rule(
    "tpp.attendance.needless", 422, "Sanggahan yang ditolak tidak mengubah presensi.", "diterima", source="implicit"
)
BACKWARDS = rule("tpp.attendance.backwards", 422, "Jam pulang mendahului jam masuk.", "pulang", source="implicit")


def share_of(day: Hari, rules: KehadiranPolicy) -> Decimal:
    """The share of the part for discipline that a day cuts."""
    if day.keterangan == ALPA:
        return rules.absent
    if day.keterangan != HADIR:
        return Decimal(0)
    leave = rules.pulang_jumat if day.tanggal.weekday() == FRIDAY and rules.pulang_jumat else rules.pulang
    late = _band(_minutes(rules.masuk, day.masuk), rules) if day.masuk else rules.no_clock
    early = _band(_minutes(day.pulang, leave), rules) if day.pulang else rules.no_clock
    return late + early


def _minutes(before: time, after: time) -> int:
    """Whole minutes from one to the other; below one where it is not later."""
    return (after.hour - before.hour) * 60 + after.minute - before.minute


def _band(minutes: int, rules: KehadiranPolicy) -> Decimal:
    if minutes < 1:
        return Decimal(0)
    return next(band.cut for band in rules.bands if band.to is None or minutes <= band.to)


def check_hours(masuk: time | None, pulang: time | None) -> None:
    """Refusal where a day ends before it began."""
    if masuk is not None and pulang is not None and pulang < masuk:
        raise Refusal(BACKWARDS)


def last_word(tanggal: date, masuk: time | None, pulang: time | None, keterangan: str) -> Hari:
    """The day as an answer sets it."""
    check_hours(masuk, pulang)
    return Hari(tanggal=tanggal, masuk=masuk, pulang=pulang, keterangan=keterangan)

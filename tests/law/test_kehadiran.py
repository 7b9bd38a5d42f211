"""What attendance cuts of the part for discipline; the bands are those of a real decree, every figure by hand.

0,5 % up to 30 minutes, 1 % up to 60, 1,25 % up to 90, 1,5 % above; 1,5 % for a missing arrival or departure; 3 % absent.
Class 7: 1,000,000, 40 % for discipline is 400,000.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.tpp.domain import slip as domain
from services.tpp.domain.kehadiran import KETERANGAN, share_of
from services.tpp.domain.masukan import Hari
from services.tpp.policy import KehadiranPolicy, PitaPolicy
from tests.law.test_tpp_rules import MONTH, PERSON, RATES

RULES = KehadiranPolicy(
    masuk=time(7, 30), pulang=time(16, 0), pulang_jumat=time(16, 30),
    bands=(
        PitaPolicy(to=30, cut=Decimal("0.005")), PitaPolicy(to=60, cut=Decimal("0.01")),
        PitaPolicy(to=90, cut=Decimal("0.0125")), PitaPolicy(cut=Decimal("0.015")),
    ),
    no_clock=Decimal("0.015"), absent=Decimal("0.03"),
)  # fmt: skip
MONDAY, FRIDAY = date(2026, 1, 5), date(2026, 1, 9)


def day(masuk: str, pulang: str, keterangan: str = "hadir", tanggal: date = MONDAY, dipersoalkan: bool = False) -> Hari:
    at = [time.fromisoformat(text) if text else None for text in (masuk, pulang)]
    return Hari(
        tanggal=tanggal, masuk=at[0], pulang=at[1], keterangan=keterangan, dipersoalkan=dipersoalkan, fact=f"p{tanggal}"
    )


@pytest.mark.parametrize(
    ("masuk", "pulang", "share"),
    [
        ("07:30", "16:00", "0"), ("07:00", "17:00", "0"), ("07:30:59", "16:00", "0"), ("07:31", "16:00", "0.005"),
        ("08:00", "16:00", "0.005"), ("08:01", "16:00", "0.01"), ("08:30", "16:00", "0.01"),
        ("08:31", "16:00", "0.0125"), ("09:00", "16:00", "0.0125"), ("09:01", "16:00", "0.015"),
        ("12:00", "16:00", "0.015"), ("07:30", "15:59", "0.005"), ("08:01", "14:59", "0.0225"),
        ("", "16:00", "0.015"), ("07:30", "", "0.015"), ("", "", "0.03"),
    ],
)  # fmt: skip
def test_attendance_cuts_late_and_early_minutes_by_bands(masuk: str, pulang: str, share: str) -> None:
    assert share_of(day(masuk, pulang), RULES) == Decimal(share)


def test_attendance_on_a_friday_ends_by_its_own_hour() -> None:
    assert share_of(day("07:30", "16:00", tanggal=FRIDAY), RULES) == Decimal("0.005")  # 30 minutes early
    assert share_of(day("07:30", "16:30", tanggal=FRIDAY), RULES) == 0


@pytest.mark.parametrize("keterangan", KETERANGAN)
def test_attendance_of_an_excused_day_cuts_nothing_and_an_absent_one_its_share(keterangan: str) -> None:
    wanted = {"alpa": Decimal("0.03"), "hadir": Decimal("0.03")}.get(keterangan, Decimal(0))
    assert share_of(day("", "", keterangan), RULES) == wanted


def paid(*days: Hari) -> tuple[int, str, str]:
    rates = msgspec.structs.replace(RATES, attendance=RULES, attendance_pasal="Pasal 12")
    slip = domain.compute(PERSON, msgspec.structs.replace(MONTH, presensi=days), rates)
    assert slip.lines[1].kode == "disiplin" and slip.total == sum(line.jumlah for line in slip.lines)
    return slip.lines[1].jumlah, slip.lines[1].hitungan, slip.alasan


def test_attendance_cuts_the_part_for_discipline_and_the_slip_says_how() -> None:
    # 0.5 % + 3 % of 400,000 = 14,000
    amount, said, _ = paid(day("07:45", "16:00"), day("", "", "alpa", FRIDAY))
    assert (amount, said) == (386_000, "Rp1.000.000 × 40% × (100% - 3,5%)")
    assert paid(day("07:30", "16:00"))[0] == 400_000 == paid()[0], "no data cuts nothing"


def test_attendance_that_is_objected_to_cuts_nothing_before_it_is_answered() -> None:
    amount, _, note = paid(day("07:45", "16:00", dipersoalkan=True), day("", "", "alpa", FRIDAY))
    assert amount == 388_000 and "1 hari presensi dipersoalkan" in note


def test_c1_attendance_never_takes_the_part_below_zero() -> None:
    many = [day("", "", "alpa", date(2026, 1, 1 + n)) for n in range(31)] + [
        day("", "", "alpa", date(2026, 2, 1 + n)) for n in range(10)
    ]
    amount, _, note = paid(*many)
    assert amount == 0 and "melebihi bagian disiplin" in note


@given(late=some.integers(0, 600), more=some.integers(0, 60))
def test_attendance_a_minute_more_never_cuts_less(late: int, more: int) -> None:
    def at(minutes: int) -> Hari:
        clock = 7 * 60 + 30 + minutes
        return day(f"{clock // 60:02d}:{clock % 60:02d}", "23:00")

    assert share_of(at(late), RULES) <= share_of(at(late + more), RULES)

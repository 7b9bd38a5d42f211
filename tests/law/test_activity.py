"""Daily activities: working days, clocks, who decides; worked out by hand from the calendars of 2025 and 2026."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from contracts.masa import MasaPenilai, Sebagai
from contracts.refusal import Refusal
from services.activity.domain import clock, entry
from services.activity.domain.clock import Kalender
from tests.laws import pasal as pasal_of

# SKB 3 Menteri: holidays and cuti bersama from Monday to Saturday, March-April and December 2025, January-April 2026.
OFF = [
    *(date(2025, 3, d) for d in (28, 29, 31)), *(date(2025, 4, d) for d in (1, 2, 3, 4, 7, 18)),
    date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 1, 16), date(2026, 2, 16),
    date(2026, 2, 17), *(date(2026, 3, d) for d in (18, 19, 20, 23, 24)), date(2026, 4, 3),
]  # fmt: skip
KALENDER = Kalender(dict.fromkeys(OFF, True))
WIB, WITA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        (date(2025, 3, 20), date(2025, 4, 9)),
        (date(2026, 3, 17), date(2026, 4, 2)),
        (date(2025, 12, 19), date(2026, 1, 2)),
        (date(2025, 12, 20), date(2026, 1, 2)),  # a Saturday counts like the Friday before it
    ],
)
def test_kuan_p23_5_seven_working_days(submitted: date, due: date) -> None:
    assert clock.due_on(submitted, KALENDER, "working_days", 7) == due


def test_x6_units_of_five_and_six_days() -> None:
    assert clock.due_on(date(2025, 3, 20), KALENDER, "working_days", 7) == date(2025, 4, 9)
    assert clock.due_on(date(2025, 3, 20), KALENDER.of_week(6), "working_days", 7) == date(2025, 4, 5)


def test_kuan_p23_7_reading_a1_in_calendar_days() -> None:
    assert clock.due_on(date(2025, 3, 20), KALENDER, "calendar_days", 7) == date(2025, 3, 27)


def test_kon_b30_has_no_clock() -> None:
    assert clock.due_on(date(2025, 3, 20), KALENDER, "none", 7) is None


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        (WIB, datetime(2025, 4, 9, 17, tzinfo=timezone.utc)),
        (WITA, datetime(2025, 4, 9, 16, tzinfo=timezone.utc)),
    ],
)
def test_a_day_ends_at_the_pemdas_midnight(zone: ZoneInfo, over: datetime) -> None:
    assert clock.end_of(date(2025, 4, 9), zone) == over


def test_a_pemda_may_work_on_a_holiday_of_the_nation_or_a_sunday() -> None:
    own = Kalender({**dict.fromkeys(OFF, True), date(2025, 12, 26): False, date(2025, 12, 28): False})
    # 22, 23, 24, 26, 28 (a Sunday declared a working day), 29, 30
    assert own.after(date(2025, 12, 19), 7) == date(2025, 12, 30)


def test_december_2025_has_21_working_days() -> None:
    assert len(KALENDER.of_month("2025-12")) == 21


def test_reading_a24_december_closes_on_the_tenth_working_day_of_january() -> None:
    # 2, 5, 6, 7, 8, 9, 12, 13, 14, 15 January 2026
    assert clock.closes_on("2025-12", KALENDER, 10) == date(2026, 1, 15)


@pytest.mark.parametrize(("submitted", "late"), [(date(2025, 12, 24), False), (date(2025, 12, 29), True)])
def test_reading_a29_late_after_the_next_working_day(submitted: date, late: bool) -> None:
    assert (submitted > clock.on_time_until(date(2025, 12, 23), KALENDER, 1)) is late


@pytest.mark.parametrize(
    ("tanggal", "mulai", "selesai", "field"),
    [
        (date(2025, 12, 3), time(8), time(9), "tanggal"),
        (date(2025, 12, 2), time(9), time(9), "selesai"),
        (date(2025, 12, 2), time(10), time(9), "selesai"),
    ],
)
def test_kuan_p23_1_an_entry_on_its_face(tanggal: date, mulai: time, selesai: time, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        entry.check_entry(tanggal, date(2025, 12, 2), mulai, selesai)
    assert (refused.value.status, refused.value.field) == (422, field)
    assert "23(1)" in pasal_of(refused.value)


@pytest.mark.parametrize(
    ("sebagai", "penilai", "office", "fine"),
    [("definitif", ONE, (), True), ("definitif", OTHER, (), False), ("plh", ONE, (), True), ("kosong", None, (), False),
     ("bupati", None, ("bupati",), True), ("bupati", None, (), False), ("definitif", OTHER, ("bupati",), False)],
)  # fmt: skip
def test_kuan_p1_24_only_the_pejabat_penilai_decides(
    sebagai: str, penilai: UUID | None, office: tuple[str, ...], fine: bool
) -> None:
    term = MasaPenilai(mulai=date(2025, 1, 1), selesai=None, penilai_id=penilai, sebagai=Sebagai(sebagai))
    if fine:
        return entry.check_decider([term], ONE, office)
    with pytest.raises(Refusal) as refused:
        entry.check_decider([term], ONE, office)
    assert refused.value.status == 403 and "1(24)" in pasal_of(refused.value)


# Written from P16-18, P23, P25(2), readings A2, A7, A25, A26 and decision 0028 (auto is verified later): x where the command is taken, all else is refused.
# `attach`: its owner changes its evidence; `attach_for`: the administrator who helps him does (P16(b)).
STATES = """
           confirm discard verify reject edit correct reopen lapse assist attach attach_for
assisted      x       x      -      -     -      -      -      -      -      -       x
submitted     -       -      x      x     x      x      -      x      x      x       -
escalated     -       -      x      x     x      x      -      -      x      x       -
approved      -       -      -      -     -      -      x      -      -      -       -
auto          -       -      x      x     -      -      x      -      -      -       -
rejected      -       -      -      -     x      -      -      -      -      x       -
"""
HEAD, *LINES = [line.split() for line in STATES.strip().splitlines()]
CELLS = [(line[0], act, mark == "x") for line in LINES for act, mark in zip(HEAD, line[1:], strict=True)]


@pytest.mark.parametrize(("state", "act", "taken"), CELLS)
def test_the_table_of_states_and_commands(state: str, act: str, taken: bool) -> None:
    stored, cara = ("approved", "auto") if state == "auto" else (state, None)
    if taken:
        return entry.check_allowed(stored, cara, act)
    with pytest.raises(Refusal) as refused:
        entry.check_allowed(stored, cara, act)
    assert refused.value.status == 409 and pasal_of(refused.value)


@pytest.mark.parametrize(
    ("dasar", "alasan", "field"), [("kurang_suka", "x", "dasar"), ("tidak_sesuai_data", "  ", "alasan")]
)
def test_kuan_p23_8_withholding_needs_ground_and_reason(dasar: str, alasan: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        entry.check_reason(dasar, alasan, ("tidak_sesuai_data",), "23(8)")
    assert refused.value.field == field and "23(8)" in pasal_of(refused.value)
    entry.check_reason("tidak_sesuai_data", "Berkas tidak ada.", ("tidak_sesuai_data",), "23(8)")


def test_kuan_p17_b_the_months_add_up_to_the_year() -> None:
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    parts = [clock.share_of_month(50, first, last, f"2025-{m:02}") for m in range(1, 13)]
    assert sum(parts) == 50 and max(parts) - min(parts) <= 1
    assert clock.share_of_month(50, first, last, "2026-01") == 0
    # a plan from July on: six months carry it
    assert sum(clock.share_of_month(50, date(2025, 7, 14), last, f"2025-{m:02}") for m in range(1, 13)) == 50


def test_kuan_p17_b_the_owners_own_months_go_before_an_even_share() -> None:
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    own = (0, 0, 0, 36, 9, 9, 9, 9, 12, 12, 12, 12)
    assert [clock.share_of_month(120, first, last, f"2025-{m:02}", own) for m in range(1, 13)] == list(own)
    assert clock.share_of_month(120, first, last, "2026-04", own) == 0


# From 1 April 2026 the staff member has a new superior; the old one stays in the PD or leaves it (reading A21).
OLD, NEW, PLH = UUID(int=11), UUID(int=12), UUID(int=13)
TERMS = (
    MasaPenilai(mulai=date(2024, 1, 1), selesai=date(2026, 3, 31), penilai_id=OLD, sebagai=Sebagai.DEFINITIF),
    MasaPenilai(mulai=date(2026, 4, 1), selesai=None, penilai_id=NEW, sebagai=Sebagai.DEFINITIF),
    MasaPenilai(mulai=date(2026, 4, 13), selesai=date(2026, 4, 17), penilai_id=PLH, sebagai=Sebagai.PLH),
)


@pytest.mark.parametrize(
    ("tanggal", "today", "stays", "who"),
    [
        (date(2026, 3, 31), date(2026, 4, 2), True, OLD),
        (date(2026, 3, 31), date(2026, 4, 2), False, NEW),
        (date(2026, 4, 1), date(2026, 4, 2), True, NEW),
        (date(2026, 4, 1), date(2026, 4, 14), True, PLH),
        (date(2026, 4, 14), date(2026, 4, 20), True, NEW),
    ],
)
def test_kuan_p1_24_reading_a21_who_decides_on_older_entries(
    tanggal: date, today: date, stays: bool, who: UUID
) -> None:
    found = entry.decider(TERMS, tanggal, today, lambda penilai: stays)
    assert found and found.penilai_id == who

"""The initial input within a month of promulgation (KUAN P33, readings A3 and A31)."""

from __future__ import annotations

from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from contracts.masa import MasaStatus
from contracts.refusal import Refusal
from contracts.vocabulary import StatusPegawai
from services.skp.domain import golive

WIB = ZoneInfo("Asia/Jakarta")
PROMULGATED, LAST = date(2019, 11, 1), date(2019, 12, 1)


def spell(mulai: str, status: str = "aktif", selesai: str | None = None) -> MasaStatus:
    return MasaStatus(
        mulai=date.fromisoformat(mulai), selesai=date.fromisoformat(selesai) if selesai else None,
        status=StatusPegawai(status),
    )  # fmt: skip


def test_kuan_p33_the_last_day_is_a_sunday_and_does_not_roll_over() -> None:
    assert LAST.weekday() == 6
    # 23:59:59 and 00:00 in Kuantan Singingi
    assert golive.is_on_time(datetime(2019, 12, 1, 16, 59, 59, tzinfo=timezone.utc), LAST, WIB)
    assert not golive.is_on_time(datetime(2019, 12, 1, 17, 0, tzinfo=timezone.utc), LAST, WIB)
    assert not golive.is_on_time(None, LAST, WIB)


@pytest.mark.parametrize(
    ("validated", "spells", "counted"),
    [
        (True, [spell("2015-03-01")], True),
        (True, [spell("2019-11-01")], True),
        (True, [spell("2019-11-02")], False),
        (False, [spell("2015-03-01")], False),
        (True, [spell("2015-03-01"), spell("2019-10-01", "pensiun")], False),
        (True, [spell("2015-03-01"), spell("2019-12-01", "pensiun")], True),
        (True, [spell("2015-03-01"), spell("2019-10-28", "cuti", "2019-11-05")], True),
        (True, [spell("2015-03-01"), spell("2019-01-01", "cltn", "2019-12-31")], False),
        (True, [], False),
    ],
)
def test_kuan_p33_n_is_who_was_in_service_and_validated_on_1_november(
    validated: bool, spells: list[MasaStatus], counted: bool
) -> None:
    exempt = ("cltn", "mpp", "diberhentikan_sementara", "pejabat_negara", "pensiun")
    assert golive.is_counted(validated, spells, PROMULGATED, exempt) is counted


def test_kon_has_no_initial_input() -> None:
    assert golive.check_demanded({"mulai": PROMULGATED, "sampai": LAST}) == (PROMULGATED, LAST)
    with pytest.raises(Refusal) as refused:
        golive.check_demanded({})
    assert refused.value.status == 409 and "tidak mengatur" in refused.value.message

"""What a process is told, and the clock that production refuses."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from chassis.clock import DatabaseClock, SettableClock, clock_for, set_clock
from chassis.settings import SettingsError, read_settings

THEN = datetime(2025, 12, 31, 16, 59, 30, tzinfo=timezone.utc)
NOW = datetime(2026, 5, 1, tzinfo=timezone.utc)


def test_production_is_the_profile_of_who_says_nothing() -> None:
    assert read_settings({}).profile == "production"


@pytest.mark.parametrize("env", [{}, {"EKINERJA_PROFILE": "production"}])
def test_production_refuses_a_settable_clock(env: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="EKINERJA_CLOCK_FILE"):
        read_settings(env | {"EKINERJA_CLOCK_FILE": str(tmp_path / "clock")})
    assert read_settings({"EKINERJA_PROFILE": "demo", "EKINERJA_CLOCK_FILE": "clock"}).clock_file == "clock"


@pytest.mark.parametrize(
    "env", [{"EKINERJA_PROFILE": "prod"}, {"EKINERJA_POOL_SIZE": "many"}, {"EKINERJA_KAFKA_SECURITY": "TLS"}]
)
def test_what_cannot_be_meant_is_named(env: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=next(iter(env)).removeprefix("EKINERJA_").lower()):
        read_settings(env)


def test_the_database_is_right_where_nothing_is_set(tmp_path: Path) -> None:
    assert isinstance(clock_for(None), DatabaseClock) and clock_for(None).at(NOW) == NOW
    assert SettableClock(str(tmp_path / "none")).at(NOW) == NOW


def test_every_process_sees_the_set_clock_run_on(tmp_path: Path) -> None:
    path = str(tmp_path / "clock")
    one, other = SettableClock(path), SettableClock(path)
    set_clock(path, THEN)
    assert all(timedelta(0) <= clock.at(NOW) - THEN < timedelta(seconds=30) for clock in (one, other))
    set_clock(path, THEN + timedelta(days=1))
    assert all(clock.at(NOW) - THEN >= timedelta(days=1) for clock in (one, other))
    set_clock(path, None)
    assert one.at(NOW) == other.at(NOW) == NOW

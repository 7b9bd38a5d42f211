"""Wrong passwords slow down an account at one address; nobody locks anybody else out (KUAN P23(1), P26(1))."""

from __future__ import annotations

import pytest
from prometheus_client import REGISTRY

from services.identity.commands import tries
from tests.service.registry import STAFF, Registry

OFFICE, HOME, STRANGER = "192.0.2.1", "192.0.2.2", "203.0.113.9"


async def _fail(registry: Registry, times: int, address: str) -> None:
    for _ in range(times):
        assert (await registry.login(STAFF, "salah sekali", address)).status == 401


async def test_five_wrong_passwords_of_a_stranger_lock_nobody_out_but_the_stranger(registry: Registry) -> None:
    sandi = (await registry.activate(STAFF))[STAFF]
    await _fail(registry, 5, STRANGER)
    assert (await registry.login(STAFF, sandi, STRANGER)).status == 401, "right, but from there it waits"
    assert (await registry.login(STAFF, sandi, OFFICE)).status == 200
    await registry.service.at("2026-01-05T08:06")
    assert (await registry.login(STAFF, sandi, STRANGER)).status == 200


async def test_each_five_more_wait_twice_as_long_up_to_forty_minutes(registry: Registry) -> None:
    sandi = (await registry.activate(STAFF))[STAFF]
    minute = 0
    for wait in (5, 10, 20, 40, 40):
        await _fail(registry, 5, STRANGER)
        minute += wait + 1
        hour, left = divmod(minute, 60)
        await registry.service.at(f"2026-01-05T{8 + hour:02d}:{left:02d}")
    await _fail(registry, 5, STRANGER)
    await registry.service.at("2026-01-05T10:39")
    assert (await registry.login(STAFF, sandi, STRANGER)).status == 401
    await registry.service.at("2026-01-05T10:41")
    assert (await registry.login(STAFF, sandi, STRANGER)).status == 200


async def test_fifty_wrong_ones_from_anywhere_stop_new_addresses_not_those_the_owner_has_used(
    registry: Registry,
) -> None:
    sandi = (await registry.activate(STAFF))[STAFF]
    assert (await registry.login(STAFF, sandi, OFFICE)).status == 200
    for n in range(50):
        await _fail(registry, 1, f"198.51.100.{n}")
    assert (await registry.login(STAFF, sandi, HOME)).status == 401
    assert (await registry.login(STAFF, sandi, OFFICE)).status == 200
    await registry.service.at("2026-01-05T08:06")
    assert (await registry.login(STAFF, sandi, HOME)).status == 200


async def test_no_address_is_kept(registry: Registry) -> None:
    await registry.activate(STAFF)
    await _fail(registry, 1, STRANGER)
    rows = await registry.service.rows("SELECT alamat FROM percobaan")
    assert rows and all(len(row["alamat"]) == 16 and STRANGER.encode() not in bytes(row["alamat"]) for row in rows)


async def test_one_password_on_many_accounts_raises_an_alarm(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.identity.commands.account.SPRAYING", tries.Spraying())
    before = REGISTRY.get_sample_value("sign_in_sprayed_total") or 0
    for n in range(9):
        await registry.login(f"19800101200501{n:04d}", "Bupati2026!", f"198.51.100.{n}")
        await registry.login(f"19800101200501{n:04d}", "Bupati2026!", f"198.51.100.{n}")
    assert (REGISTRY.get_sample_value("sign_in_sprayed_total") or 0) == before
    await registry.login("198001012005019999", "Bupati2026!", "198.51.100.99")
    assert REGISTRY.get_sample_value("sign_in_sprayed_total") == before + 1

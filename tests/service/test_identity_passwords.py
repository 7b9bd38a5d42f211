"""Both password profiles in the running service, and what a refused log-in gives away: nothing, in no time."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from tests.service.hosted import Hosted
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, RAW, STAFF, Answer, Registry, open_registry

BSSN = {"name": "bssn", "min_length": 12, "classes": 4, "history": 5, "max_days": 180}
SHORT = "Kuda7-Batera"  # twelve characters of four kinds


async def _change(registry: Registry, lama: str, baru: str) -> Answer:
    staff = await registry.id_of(STAFF)
    return await registry.ask("POST", "/password", {"lama": lama, "baru": baru}, who=staff)


async def test_the_nist_profile_asks_for_fifteen_of_any_kind_and_never_for_another(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    for bad in (SHORT, "kudabateraitep", "passwordpassword", f"aku {STAFF}"):
        assert (await _change(registry, first, bad)).problem()[:2] == (422, "baru"), bad
    assert (await _change(registry, first, "kuda baterai tepat")).status == 204
    await registry.service.at("2028-01-05T08:00")
    assert (await registry.login(STAFF, "kuda baterai tepat")).body["must_change"] is False, "it does not age"


async def test_the_bssn_profile_has_classes_a_history_of_five_and_180_days(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    with registry.service.law("identity", password=BSSN):
        assert (await _change(registry, first, "kuda baterai tepat")).problem()[:2] == (422, "baru"), "one kind"
        used = [SHORT, *(f"Kuda{n}-Baterai" for n in range(5))]
        now = first
        for baru in used:
            assert (await _change(registry, now, baru)).status == 204, baru
            now = baru
        for old in used[1:]:
            assert (await _change(registry, now, old)).problem()[:2] == (422, "baru"), old
        await registry.service.at("2026-07-04T07:59")  # 180 days after 5 January, to the minute
        assert (await registry.login(STAFF, now)).body["limited"] == ""
        await registry.service.at("2026-07-04T08:05")
        aged = (await registry.login(STAFF, now)).body
        assert (aged["must_change"], aged["limited"]) == (True, "sandi")
        assert (await _change(registry, now, SHORT)).status == 204, "the sixth before is forgotten"
        assert (await registry.login(STAFF, SHORT)).body["limited"] == ""


async def _timed(registry: Registry, nip: str) -> tuple[float, Any]:
    begun = time.monotonic()
    answer = await registry.login(nip, "bukan kata kuncinya")
    return time.monotonic() - begun, (answer.status, answer.body["detail"], answer.body["pasal"])


async def test_a_refused_log_in_takes_as_long_whoever_it_is_of(registry: Registry) -> None:
    """Somebody, somebody whose account is pending, one that is locked, and nobody: one answer, after one time."""
    passwords = registry.service.runtime.app.state.passwords
    await registry.activate(STAFF)
    for _ in range(5):
        await registry.login(STAFF, "salah")
    usual, passwords.refused_after = passwords.refused_after, 0.5
    try:
        for nip in (STAFF, RAW, "super_admin", "198001012005011099"):
            elapsed, said = await _timed(registry, nip)
            assert 0.5 <= elapsed < 1.0, (nip, elapsed)
            assert said == (401, "NIP atau kata kunci tidak cocok.", "23(1)"), nip
    finally:
        passwords.refused_after = usual


async def test_many_tries_at_once_are_not_queued_behind_the_account_that_exists(registry: Registry) -> None:
    """While somebody's row is held, as by another try, guesses at it are hashed all the same as guesses at nobody."""
    await registry.activate(STAFF)
    passwords = registry.service.runtime.app.state.passwords
    hashing, tries, inner = 0, 4, passwords.matches
    most = 0

    async def counted(stored: str | None, password: str) -> bool:
        nonlocal hashing, most
        hashing += 1
        most = max(most, hashing)
        await asyncio.sleep(0.2)
        hashing -= 1
        return bool(await inner(stored, password))

    passwords.matches = counted
    try:
        for nip in (STAFF, "198001012005011099"):
            most = 0
            await asyncio.gather(*(registry.login(nip, "salah") for _ in range(tries)))
            assert most == tries, nip
    finally:
        passwords.matches = inner


# reliability.md: TOTP for administrators, penilai, counsellors; of them all, only staff signs in without.
@pytest.mark.parametrize(("nip", "limited"), [(BOSS, "totp"), (HEAD, "totp"), (ADMIN_NIP, "totp"), (STAFF, "")])
@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_a_second_factor_is_asked_of_administrators_and_penilai(
    identity: Hosted, tenant: str, nip: str, limited: str
) -> None:
    registry = await open_registry(identity, tenant)
    await registry.appoint()
    assert await _limited(registry, nip) == limited


async def test_a_second_factor_is_asked_of_counsellors_and_of_who_acts_for_a_penilai(konsel_registry: Registry) -> None:
    registry = konsel_registry
    assert (await registry.grant(STAFF, "konselor", syarat={"sertifikat": "BNSP.12/2025"})).status == 200
    assert await _limited(registry, STAFF) == "totp"
    plh = {"nip_pejabat": HEAD, "nip_pelaksana": ADMIN_NIP, "sebagai": "plh", "mulai": "2026-01-05",
           "selesai": "2026-01-09", "sk": "SK.1/2026", "nip_pemberi": BOSS}  # fmt: skip
    assert await _limited(registry, ADMIN_NIP) == ""
    assert (await registry.ask("POST", "/delegations", plh, who="pengelola_kepegawaian")).status == 200
    assert await _limited(registry, ADMIN_NIP) == "totp"
    await registry.service.at("2026-01-10T08:00")
    assert await _limited(registry, ADMIN_NIP) == "", "no more"


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_the_bupati_and_who_reads_or_changes_the_data_of_all_needs_a_second_factor(
    identity: Hosted, tenant: str
) -> None:
    registry = await open_registry(identity, tenant)
    for nip, peran in ((STAFF, "inspektorat"), (ADMIN_NIP, "pengelola_tpp")):
        assert (await registry.grant(nip, peran)).status == 200
        assert await _limited(registry, nip) == "totp"
    for office in ("bupati", "pengelola_kepegawaian"):
        await registry.service.rows("UPDATE account SET must_change = false WHERE login = $1", office)
        body = {"tenant": tenant, "nip": office, "sandi": "hosted-password"}
        signed_in = await registry.service.ask("POST", "/login", body, actor=registry.officials[office])
        assert signed_in.body["limited"] == "totp", office


async def _limited(registry: Registry, nip: str) -> str:
    """What a person who has changed his first password still has to do."""
    first, own = (await registry.activate(nip))[nip], "kuda baterai tepat"
    who = await registry.id_of(nip)
    assert (await registry.ask("POST", "/password", {"lama": first, "baru": own}, who=who)).status == 204
    body = {"tenant": registry.tenant, "nip": nip, "sandi": own}
    return str((await registry.service.ask("POST", "/login", body, actor=who)).body["limited"])


async def test_kuan_p23_1_a_wrong_old_password_is_a_failed_log_in(registry: Registry) -> None:
    """Five of them close the account for five minutes, to log-ins and to changes alike; a right one counts anew."""
    own, fresh = "kuda baterai tepat", "kuda baterai staples"
    first = (await registry.activate(STAFF))[STAFF]
    assert (await _change(registry, first, own)).status == 204
    for _ in range(4):
        assert (await _change(registry, "bukan ini", fresh)).problem() == (403, "", "23(1)")
    assert (await registry.login(STAFF, own)).status == 200, "four are not five, and a log-in forgets them"
    for _ in range(3):
        assert (await _change(registry, "bukan ini", fresh)).status == 403
    assert [(await registry.login(STAFF, "salah")).status for _ in range(2)] == [401, 401]
    assert (await registry.login(STAFF, own)).status == 401, "three and two"
    assert (await _change(registry, own, fresh)).problem() == (403, "", "23(1)"), "as if it were wrong"
    await registry.service.at("2026-01-05T08:06")
    assert (await _change(registry, own, fresh)).status == 204
    assert (await registry.login(STAFF, fresh)).status == 200


async def test_many_wrong_old_passwords_at_once_are_all_counted(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    answers = await asyncio.gather(*(_change(registry, f"salah {n}", "kuda baterai tepat") for n in range(6)))
    assert {a.status for a in answers} == {403}
    assert (await registry.login(STAFF, first)).status == 401

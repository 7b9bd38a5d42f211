"""Accounts: first passwords, second factors, sessions, resets, outsiders (KUAN P1(25), P11(5), P16(d), P20, P23(1))."""

from __future__ import annotations

import asyncio
import time
from typing import Any
from uuid import UUID

import msgspec
import pyotp
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.service.hosted import Answer
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, RAW, STAFF, Registry

GOOD = "kuda baterai tepat"


def limited_by(token: str) -> tuple[str, list[str]]:
    claims = jwt_claims(token)
    return claims["limited"], claims["aud"]


async def test_kuan_p23_1_a_first_password_opens_nothing_until_it_is_changed(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    tokens = (await registry.login(STAFF, first)).body
    assert tokens["limited"] == "sandi" and limited_by(tokens["access_token"]) == ("sandi", ["gateway", "identity"])
    staff = await registry.id_of(STAFF)
    for body, status, field in (
        ({"lama": "salah", "baru": GOOD}, 403, None), ({"lama": first, "baru": "pendek"}, 422, "baru"),
        ({"lama": first, "baru": first}, 422, "baru"), ({"lama": first, "baru": GOOD}, 204, None),
    ):  # fmt: skip
        answer = await registry.ask("POST", "/password", body, who=staff)
        assert answer.status == status and (not field or answer.body["field"] == field)
    again = (await registry.login(STAFF, GOOD)).body
    assert again["limited"] == "" and "activity" in limited_by(again["access_token"])[1]
    reused = await registry.ask("POST", "/password", {"lama": GOOD, "baru": GOOD}, who=staff)
    assert reused.problem()[:2] == (422, "baru")


async def test_kuan_p11_5_an_unvalidated_person_gets_no_account(registry: Registry) -> None:
    refused = await registry.ask("POST", "/accounts/activate", {"nips": [RAW]}, who=await registry.appoint())
    assert refused.problem() == (403, "", "11(5)")
    wrong = await registry.login(RAW, "whatever it may be")
    assert wrong.status == 401 and wrong.body == (await registry.login("198001012005011099", "x")).body | {
        "trace": wrong.body["trace"]
    }


async def test_kuan_p1_25_one_account_a_person(registry: Registry) -> None:
    found = await registry.service.rows(
        "SELECT login, count(*) AS n FROM account GROUP BY tenant, login HAVING count(*) > 1"
    )
    assert found == []


async def test_five_wrong_passwords_close_the_door_for_five_minutes(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    for _ in range(5):
        assert (await registry.login(STAFF, "salah")).status == 401
    assert (await registry.login(STAFF, first)).status == 401
    await registry.service.at("2026-01-05T08:06")
    assert (await registry.login(STAFF, first)).status == 200


async def test_the_second_factor(registry: Registry) -> None:
    super_admin = registry.officials["super_admin"]
    made = await registry.ask("POST", "/totp", who=super_admin)
    assert made.status == 201 and made.body["uri"].startswith("otpauth://totp/")
    code = pyotp.TOTP(made.body["secret"])
    assert (await registry.ask("POST", "/totp/confirm", {"kode": "000000"}, who=super_admin)).problem()[:2] == (
        422,
        "kode",
    )
    now = code.now()
    assert (await registry.ask("POST", "/totp/confirm", {"kode": now}, who=super_admin)).status == 204
    assert (await registry.ask("POST", "/totp", who=super_admin)).status == 409
    without = await registry.login("super_admin", "hosted-password")
    assert without.problem() == (401, "kode", "26(1)")
    replayed = await registry.login("super_admin", "hosted-password", kode=now)
    assert replayed.status == 401, "a code is good once"

    fresh = code.at(int(time.time()) + 30)
    assert (await registry.login("super_admin", "hosted-password", kode=fresh)).status == 200
    kept = await registry.service.rows("SELECT totp_secret FROM account WHERE account_id = $1", super_admin)
    assert made.body["secret"].encode() not in bytes(kept[0]["totp_secret"])


async def test_a_recovery_code_opens_the_account_once_when_the_telephone_is_gone(registry: Registry) -> None:
    who = registry.officials["super_admin"]
    early = await registry.ask("POST", "/totp/recovery", who=who)
    assert early.problem()[0] == 409, "there is no second factor to recover"
    secret = (await registry.ask("POST", "/totp", who=who)).body["secret"]
    assert (await registry.ask("POST", "/totp/recovery", who=who)).status == 409, "its first code is awaited"
    assert (await registry.ask("POST", "/totp/confirm", {"kode": pyotp.TOTP(secret).now()}, who=who)).status == 204
    void = (await registry.ask("POST", "/totp/recovery", who=who)).body["kode"]
    codes = (await registry.ask("POST", "/totp/recovery", who=who)).body["kode"]
    assert len({*codes, *void}) == 20
    for code, status in (
        (void[0], 401), (codes[0], 200), (codes[0], 401), (codes[1].replace("-", ""), 200), ("00000-00000-00000", 401),
    ):  # fmt: skip
        assert (await registry.login("super_admin", "hosted-password", kode=code)).status == status, code
    kept = await registry.service.rows("SELECT pemulihan FROM account WHERE account_id = $1", who)
    assert len(kept[0]["pemulihan"]) == 8 and codes[2].encode() not in b"".join(kept[0]["pemulihan"])
    lines = await registry.service.rows("SELECT detail FROM audit WHERE act = 'totp.recovery_used' ORDER BY at")
    assert [msgspec.json.decode(line["detail"])["sisa"] for line in lines] == [9, 8]
    await registry.service.rows(
        "UPDATE account SET totp_secret = $2 WHERE account_id = $1", who, b"of another telephone"
    )
    other = await registry.login("super_admin", "hosted-password", kode=codes[2])
    assert other.status == 401, "with another secret every code is void"


# A second factor by its state and a command with a right code, and a session by its state and a command.
FACTOR = {("none", "confirm"): 409, ("enrolled", "enrol"): 201, ("enrolled", "confirm"): 204,
          ("confirmed", "enrol"): 409, ("confirmed", "confirm"): 409, ("none", "enrol"): 201}  # fmt: skip
SESSION = {("open", "refresh"): 200, ("open", "revoke"): 204, ("expired", "refresh"): 401,
           ("ended", "refresh"): 401, ("ended", "revoke"): 404}  # fmt: skip


@pytest.mark.parametrize(("state", "act"), list(FACTOR))
async def test_kuan_p26_1_the_table_of_a_second_factor(registry: Registry, state: str, act: str) -> None:
    who = registry.officials["super_admin"]
    secret = pyotp.random_base32()
    if state != "none":
        secret = (await registry.ask("POST", "/totp", who=who)).body["secret"]
    code = pyotp.TOTP(secret)
    if state == "confirmed":
        assert (await registry.ask("POST", "/totp/confirm", {"kode": code.now()}, who=who)).status == 204
    fresh = code.at(int(time.time()) + (30 if state == "confirmed" else 0))
    path, body = ("/totp", None) if act == "enrol" else ("/totp/confirm", {"kode": fresh})
    assert (await registry.ask("POST", path, body, who=who)).status == FACTOR[state, act]


@pytest.mark.parametrize(("state", "act"), list(SESSION))
async def test_kuan_p26_1_the_table_of_a_session(registry: Registry, state: str, act: str) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    staff = await registry.id_of(STAFF)
    tokens = (await registry.login(STAFF, first)).body
    found = (await registry.service.rows("SELECT sesi_id FROM sesi WHERE account_id = $1", staff))[0]
    path = f"/sessions/{found['sesi_id']}/revoke"
    if state == "ended":
        assert (await registry.ask("POST", path, who=staff)).status == 204
    if state == "expired":
        await registry.service.at("2026-01-05T20:01")  # opened at 08.00, for twelve hours
    if act == "revoke":
        answer = await registry.ask("POST", path, who=staff)
    else:
        trade = {"refresh_token": tokens["refresh_token"]}
        answer = await registry.service.ask("POST", "/refresh", trade, actor=UUID(int=0))
    assert answer.status == SESSION[state, act], answer.body


async def test_a_refresh_token_works_once_and_a_thief_ends_the_session(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    tokens = (await registry.login(STAFF, first)).body

    async def trade(token: str) -> Answer:
        return await registry.service.ask("POST", "/refresh", {"refresh_token": token}, actor=UUID(int=0))

    second = await trade(tokens["refresh_token"])
    assert second.status == 200
    await registry.service.at("2026-01-05T08:01")
    assert (await trade(tokens["refresh_token"])).status == 401
    assert (await trade(second.body["refresh_token"])).status == 401, "the session has ended for both"
    for bad in ("x", "kuansing.x.y", "nirwana." + tokens["refresh_token"].partition(".")[2]):
        assert (await trade(bad)).status in (401, 422)


async def test_a_lost_answer_and_two_tabs_get_the_same_successor_for_half_a_minute(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    tokens = (await registry.login(STAFF, first)).body

    async def trade(token: str) -> Answer:
        return await registry.service.ask("POST", "/refresh", {"refresh_token": token}, actor=UUID(int=0))

    both = await asyncio.gather(*(trade(tokens["refresh_token"]) for _ in range(2)))
    assert [answer.status for answer in both] == [200, 200]
    assert both[0].body["refresh_token"] == both[1].body["refresh_token"]
    await registry.service.at("2026-01-05T08:00:30")
    again = await trade(tokens["refresh_token"])
    assert again.body["refresh_token"] == both[0].body["refresh_token"]
    third = await trade(again.body["refresh_token"])
    assert third.status == 200 and third.body["refresh_token"] != again.body["refresh_token"]


async def test_garbage_behind_a_known_session_ends_nothing(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    tokens = (await registry.login(STAFF, first)).body
    tenant, session, generation, proof = tokens["refresh_token"].split(".")
    for bad in (
        f"{session}.{generation}.{'A' * 43}",
        f"{session}.7.{proof}",
        f"{session}.-1.{proof}",
        f"{session}.0.é",
    ):
        answer = await registry.service.ask("POST", "/refresh", {"refresh_token": f"{tenant}.{bad}"}, actor=UUID(int=0))
        assert answer.status == 401, bad
    good = {"refresh_token": tokens["refresh_token"]}
    assert (await registry.service.ask("POST", "/refresh", good, actor=UUID(int=0))).status == 200


async def test_sessions_are_listed_and_ended(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    staff = await registry.id_of(STAFF)
    for _ in range(2):
        assert (await registry.login(STAFF, first)).status == 200
    listed = (await registry.ask("GET", "/sessions", who=staff)).body
    assert len(listed) == 2
    other = await registry.id_of(HEAD)
    path = f"/sessions/{listed[0]['sesi_id']}/revoke"
    assert (await registry.ask("POST", path, who=other)).status == 404
    assert (await registry.ask("POST", path, who=staff)).status == 204
    assert [s["sesi_id"] for s in (await registry.ask("GET", "/sessions", who=staff)).body] == [listed[1]["sesi_id"]]


async def test_kuan_p16d_the_administrator_resets_passwords_of_the_own_pd_alone(registry: Registry) -> None:
    admin = await registry.appoint()
    first = (await registry.activate(STAFF, who=admin))[STAFF]
    assert (await registry.login(STAFF, first)).status == 200
    second = (await registry.activate(STAFF, who=admin))[STAFF]
    assert second != first and (await registry.login(STAFF, first)).status == 401
    staff = await registry.id_of(STAFF)
    acts = [
        r["act"]
        for r in await registry.service.rows("SELECT act FROM audit WHERE subject = $1 ORDER BY seq", str(staff))
    ]
    assert acts == ["account.activated", "password.reset"]
    assert await registry.ask("GET", "/sessions", who=staff) is not None
    open_ = await registry.service.rows("SELECT 1 FROM sesi WHERE account_id = $1 AND revoked_at IS NULL", staff)
    assert open_ == [], "a reset signs out everywhere"
    for nips in ([BOSS], [ADMIN_NIP]):
        refused = await registry.ask("POST", "/accounts/activate", {"nips": nips}, who=admin)
        assert refused.status == 403
    assert (await registry.ask("POST", "/accounts/activate", {"nips": [STAFF]}, who=staff)).status == 403


async def test_kuan_p1_21_the_super_administrator_activates_the_administrators_of_the_pd_alone(
    registry: Registry,
) -> None:
    for nips in ([STAFF], [ADMIN_NIP]):
        refused = await registry.ask("POST", "/accounts/activate", {"nips": nips}, who="super_admin")
        assert refused.problem() == (403, "", "1(23)")
    path = "/accounts/activate-administrators"
    not_yet = await registry.ask("POST", path, {"nips": [ADMIN_NIP]}, who="super_admin")
    assert not_yet.problem() == (403, "", "1(21), 1(23)")
    admin = await registry.appoint()
    mixed = await registry.ask("POST", path, {"nips": [ADMIN_NIP, STAFF]}, who="super_admin")
    assert mixed.problem() == (403, "", "1(21), 1(23)"), "all or none"
    made = await registry.ask("POST", path, {"nips": [ADMIN_NIP]}, who="super_admin")
    assert [g["nip"] for g in made.body] == [ADMIN_NIP]
    assert (await registry.login(ADMIN_NIP, made.body[0]["sandi"])).status == 200
    assert (await registry.ask("POST", path, {"nips": [ADMIN_NIP]}, who=admin)).status == 403, "not he himself"
    end = {"nip": ADMIN_NIP, "peran": "admin_pd", "dasar": "SK.9/2026"}
    assert (await registry.ask("POST", "/roles/revoke", end, who="super_admin")).status == 204
    assert (await registry.ask("POST", path, {"nips": [ADMIN_NIP]}, who="super_admin")).status == 403, "no more"


async def test_kuan_p20_an_outsider_comes_with_a_letter_and_goes_by_himself(registry: Registry) -> None:
    body = {
        "login": "ahli.jaringan",
        "jenis": "external_expert",
        "persetujuan": "100.3/12/2026",
        "disetujui_oleh": "bupati",
        "tanggal_persetujuan": "2026-01-02",
        "selesai": "2026-01-31",
    }
    for bad, field in ((body | {"persetujuan": ""}, "persetujuan"), ({**body, "selesai": None}, "selesai")):
        assert (await registry.ask("POST", "/accounts/external", bad, who="super_admin")).problem()[:2] == (422, field)
    assert (await registry.ask("POST", "/accounts/external", body, who="administrator_bidang")).status == 403
    made = (await registry.ask("POST", "/accounts/external", body, who="super_admin")).body
    assert (await registry.ask("POST", "/accounts/external", body, who="super_admin")).status == 409
    await registry.service.at("2026-01-31T23:59")
    assert (await registry.login("ahli.jaringan", made["sandi"])).status == 200
    await registry.service.at("2026-02-01T00:01")
    assert (await registry.login("ahli.jaringan", made["sandi"])).status == 403


async def test_signing_keys_rotate_and_old_tokens_stay_good(registry: Registry) -> None:
    first = (await registry.activate(STAFF))[STAFF]
    before = (await registry.login(STAFF, first)).body["access_token"]
    assert (await registry.ask("POST", "/keys/rotate", who="super_admin")).status == 403
    made = await registry.ask("POST", "/keys/rotate", who="operator", peran=("operator",))
    after = (await registry.login(STAFF, first)).body["access_token"]
    published = (await registry.service.ask("GET", "/jwks", actor=UUID(int=0))).body
    keys = KeySet.import_key_set(published)
    assert jwt.decode(after, keys, algorithms=["ES256"]).header["kid"] == made.body["kid"]
    assert jwt.decode(before, keys, algorithms=["ES256"]).header["kid"] != made.body["kid"]
    assert all("d" not in key for key in published["keys"])


async def test_a_rush_of_log_ins_is_answered(registry: Registry) -> None:
    first = await registry.activate(STAFF, HEAD, BOSS)
    answers = await asyncio.gather(*(registry.login(nip, sandi) for nip, sandi in list(first.items()) * 10))
    assert {a.status for a in answers} == {200}


async def _ended(registry: Registry) -> set[str]:
    """Sessions that identity tells those who check tokens to have ended."""
    rows = await registry.service.rows("SELECT sesi_id FROM sesi WHERE ended_at > now() - interval '1 minute'")
    return {str(r["sesi_id"]) for r in rows}


async def test_whatever_ends_a_session_ends_its_tokens(registry: Registry) -> None:
    """A reset, another password, the end of a role by decree or by its date, the end of an account, signing out."""
    admin = await registry.appoint()
    staff = await registry.id_of(STAFF)
    first = (await registry.activate(STAFF, who=admin))[STAFF]

    async def session(nip: str, sandi: str) -> str:
        token = (await registry.login(nip, sandi)).body["access_token"]
        return str(jwt_claims(token)["sid"])

    reset = await session(STAFF, first)
    second = (await registry.activate(STAFF, who=admin))[STAFF]
    assert await _ended(registry) == {reset}
    other = await session(STAFF, second)
    assert (await registry.ask("POST", "/password", {"lama": second, "baru": GOOD}, who=staff)).status == 204
    assert other in await _ended(registry)
    for selesai, moment in ((None, "2026-01-06T08:00"), ("2026-01-07", "2026-01-08T00:01")):
        assert (await registry.grant(STAFF, "inspektorat", selesai=selesai)).status == 200
        held = await session(STAFF, GOOD)
        assert held not in await _ended(registry)
        await registry.service.at(moment)
        if selesai is None:
            end = {"nip": STAFF, "peran": "inspektorat", "dasar": "SK.9/2026"}
            assert (await registry.ask("POST", "/roles/revoke", end, who="super_admin")).status == 204
        assert held in await _ended(registry), selesai
    outsider = {
        "login": "ahli.jaringan", "jenis": "external_expert", "persetujuan": "100.3/12/2026", "disetujui_oleh": "bupati", "tanggal_persetujuan": "2026-01-02", "selesai": "2026-01-31",
    }  # fmt: skip
    made = (await registry.ask("POST", "/accounts/external", outsider, who="super_admin")).body
    his = await session("ahli.jaringan", made["sandi"])
    await registry.service.at("2026-02-01T00:01")
    assert his in await _ended(registry)


def jwt_claims(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = msgspec.json.decode(__import__("base64").urlsafe_b64decode(token.split(".")[1] + "=="))
    return claims

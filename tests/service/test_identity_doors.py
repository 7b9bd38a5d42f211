"""Nobody stays shut out, and nobody comes in by another's door (KUAN P1(21), (23), P16(d), P20)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.service.hosted import Answer
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, RAW, STAFF, Registry

RESET, BLOCK = "/accounts/reset", "/accounts/block"


def _why(login: str) -> dict[str, str]:
    return {"login": login, "alasan": "Telepon dan kata kunci hilang."}


async def _reset(registry: Registry, login: str, who: UUID | str = "super_admin") -> Answer:
    return await registry.ask("POST", RESET, _why(login), who=who)


@pytest.mark.parametrize("login", ["bupati", "operator", "pengelola_kepegawaian"])
async def test_kuan_p1_21_who_is_in_no_staffing_data_is_let_in_again(registry: Registry, login: str) -> None:
    assert (await registry.ask("POST", BLOCK, _why(login), who="super_admin")).status == 204
    assert (await registry.login(login, "hosted-password")).status == 403
    made = await _reset(registry, login)
    assert (made.status, made.body["nip"]) == (200, login)
    again = await registry.login(login, made.body["sandi"])
    assert (again.status, again.body["limited"]) == (200, "sandi"), "a first password, to be changed"
    assert (await registry.login(login, "hosted-password")).status == 401
    kept = await registry.service.rows("SELECT detail::text AS d FROM audit WHERE act = 'password.reset'")
    assert [k["d"] for k in kept] == ['{"alasan":"Telepon dan kata kunci hilang."}']


async def test_kuan_p1_21_a_second_factor_and_the_sessions_of_before_end_with_it(registry: Registry) -> None:
    await registry.service.rows("UPDATE account SET totp_confirmed = true WHERE login = 'bupati'")
    opened = await registry.login("operator", "hosted-password")
    await _reset(registry, "operator")
    trade = {"refresh_token": opened.body["refresh_token"]}
    assert (await registry.service.ask("POST", "/refresh", trade, actor=UUID(int=0))).status == 401
    made = (await _reset(registry, "bupati")).body
    assert (await registry.login("bupati", made["sandi"])).status == 200, "no code is asked for"


async def test_kuan_p1_21_a_reset_by_name_is_for_no_person_and_not_for_oneself(registry: Registry) -> None:
    admin = await registry.appoint()
    await registry.activate(STAFF)
    assert (await _reset(registry, STAFF)).problem() == (403, "", "1(21), 1(23)")
    assert (await _reset(registry, "super_admin")).problem() == (403, "", "1(25)")
    assert (await _reset(registry, "tidak-ada")).status == 404
    assert (await _reset(registry, "bupati", admin)).status == 403


async def test_kuan_p1_21_a_super_administrator_is_let_in_and_shut_out_by_another_alone(registry: Registry) -> None:
    admin = await registry.appoint()
    assert (await registry.promote(STAFF, "super_admin")).status == 204
    activate = {"nips": [STAFF]}
    assert (await registry.ask("POST", "/accounts/activate", activate, who=admin)).problem() == (403, "", "1(21)")
    made = await registry.ask("POST", "/accounts/activate-administrators", activate, who="super_admin")
    assert made.status == 200
    assert (await registry.login(STAFF, made.body[0]["sandi"])).status == 200
    shut = await registry.ask("POST", BLOCK, _why(STAFF), who=admin)
    assert shut.problem() == (403, "", "1(21)")
    second = await registry.id_of(STAFF)
    assert (await registry.ask("POST", BLOCK, _why("super_admin"), who=second)).status == 204
    assert (await registry.ask("POST", BLOCK, _why(STAFF), who=second)).status == 403, "the last one stays"
    assert (await _reset(registry, "super_admin", second)).status == 200
    plain = await registry.ask("POST", "/accounts/activate", {"nips": [HEAD]}, who=admin)
    assert plain.status == 200, "the others of his PD as before"
    assert (await registry.ask("POST", BLOCK, _why(HEAD), who=admin)).status == 204
    assert (await registry.ask("POST", BLOCK, _why(ADMIN_NIP), who=admin)).status == 403


async def test_kuan_p23_1_a_nip_is_typed_as_it_is_printed(registry: Registry) -> None:
    sandi = (await registry.activate(STAFF))[STAFF]
    for typed in ("19800101 200501 1 004", f" {STAFF} ", "19800101.200501.1.004"):
        assert (await registry.login(typed, sandi)).status == 200
    assert (await registry.login("bupati ", "hosted-password")).status == 200


async def test_kuan_p11_5_of_many_accounts_each_that_may_not_be_opened_is_named(registry: Registry) -> None:
    admin = await registry.appoint()
    body = {"nips": [STAFF, RAW, HEAD, BOSS]}
    refused = await registry.ask("POST", "/accounts/activate", body, who=admin)
    assert refused.problem()[:2] == (403, "nips") and "2 dari 4 akun" in refused.body["detail"]
    assert [(e["field"], e["pasal"]) for e in refused.body["errors"]] == [
        ("nips[1]", "11(5)"), ("nips[3]", "1(23)"),
    ]  # fmt: skip
    assert (await registry.ask("POST", "/accounts/activate", {"nips": [STAFF, HEAD]}, who=admin)).status == 200


async def test_kuan_p1_21_of_many_grants_the_one_to_blame_is_named(registry: Registry) -> None:
    good = {"nip": STAFF, "peran": "inspektorat", "dasar": "SK.1/2026"}
    for bad, status, field in (
        (good | {"nip": "198001012005011099"}, 404, "grants[1].nip"),
        (good | {"peran": "raja"}, 422, "grants[1].peran"),
        (good | {"peran": "admin_pd"}, 422, "grants[1].syarat.kepala_pd_nip"),
    ):
        refused = await registry.ask("POST", "/roles", {"grants": [good, bad]}, who="super_admin")
        assert refused.problem()[:2] == (status, field)
    assert (await registry.ask("GET", "/roles?peran=inspektorat", who="super_admin")).body == [], "all or none"


async def test_kuan_p20_an_outsider_comes_back_on_a_new_approval(registry: Registry) -> None:
    body: dict[str, Any] = {
        "login": "ahli.jaringan",
        "jenis": "external_expert",
        "persetujuan": "100.3/12/2026",
        "disetujui_oleh": "bupati",
        "tanggal_persetujuan": "2026-01-02",
    }
    ends = body | {"selesai": date(2026, 1, 31)}
    first = await registry.ask("POST", "/accounts/external", ends, who="super_admin")
    assert (await registry.ask("POST", "/accounts/external", ends, who="super_admin")).status == 409
    assert (await registry.ask("POST", BLOCK, _why("ahli.jaringan"), who="super_admin")).status == 204
    reset = await _reset(registry, "ahli.jaringan")
    assert (await registry.login("ahli.jaringan", reset.body["sandi"])).status == 200
    await registry.service.at("2026-02-01T00:01")
    assert (await _reset(registry, "ahli.jaringan")).problem() == (409, "", "20"), "its end is its end"
    longer = body | {"selesai": date(2026, 3, 31), "persetujuan": "100.3/40/2026"}
    made = await registry.ask("POST", "/accounts/external", longer, who="super_admin")
    assert made.status == 201
    assert (await registry.login("ahli.jaringan", first.body["sandi"])).status == 401
    assert (await registry.login("ahli.jaringan", made.body["sandi"])).status == 200
    held = (await registry.ask("GET", "/roles?peran=external_expert", who="super_admin")).body
    assert [(h["dasar"], h["selesai"]) for h in held] == [("100.3/40/2026", "2026-03-31")]
    await registry.service.at("2026-04-01T00:01")
    assert (await registry.login("ahli.jaringan", made.body["sandi"])).status == 403

"""What one person alone does not do (docs/decisions/0023): the highest roles, and the accounts of who holds an office."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.identity import ResetAkunRecorded
from services.identity.domain.usul import check_decree
from services.identity.policy import IdentityPolicy
from tests.service.hosted import Answer, Hosted
from tests.service.people import STAF, office
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry

BIDANG, SUPER = "administrator_bidang", "super_admin"
DECREE = {"dasar": "SK.800/045/2026", "tanggal_dasar": "2026-01-02"}
PROPOSALS, WHY = "/accounts/reset-proposals", "Telepon hilang."


async def _propose(registry: Registry, nip: str, peran: str, **more: Any) -> Answer:
    return await registry.grant(nip, peran, **{**DECREE, **more})


async def _decide(registry: Registry, usul: str, how: str, who: UUID | str) -> Answer:
    return await registry.ask("POST", f"/proposals/{usul}/{how}", who=who)


@pytest.mark.parametrize("peran", ["bupati", "super_admin", "operator", "administrator_bidang"])
async def test_kuan_p1_21_another_person_confirms_the_highest_roles(registry: Registry, peran: str) -> None:
    made = await _propose(registry, STAFF, peran)
    assert made.status == 200 and made.body["granted"] == 0
    (usul,) = made.body["usulan"]
    held = f"/roles?peran={peran}"
    nips = [h["nip"] for h in (await registry.ask("GET", held, who=SUPER)).body]
    assert STAFF not in nips, "not before"
    assert (await _decide(registry, usul, "confirm", SUPER)).status == 403, "not who proposed it"
    assert (await registry.ask("GET", "/proposals", who=BIDANG)).body[0]["dasar"] == DECREE["dasar"]
    assert (await _decide(registry, usul, "confirm", BIDANG)).status == 204
    assert STAFF in [h["nip"] for h in (await registry.ask("GET", held, who=SUPER)).body]
    assert (await _decide(registry, usul, "confirm", BIDANG)).status == 409
    assert (await registry.told(STAFF))[-1]["peran"] == [peran]


async def test_kuan_p1_21_another_super_administrator_is_no_second_person_for_a_role(registry: Registry) -> None:
    (first,) = (await _propose(registry, STAFF, "super_admin")).body["usulan"]
    assert (await _decide(registry, first, "confirm", BIDANG)).status == 204
    (usul,) = (await _propose(registry, HEAD, "bupati")).body["usulan"]
    refused = await _decide(registry, usul, "confirm", await registry.id_of(STAFF))
    assert refused.status == 403 and BIDANG in refused.body["detail"]


async def test_kuan_p1_21_nobody_confirms_what_is_about_himself(registry: Registry) -> None:
    assert (await registry.promote(STAFF, BIDANG)).status == 204
    (usul,) = (await _propose(registry, STAFF, "operator")).body["usulan"]
    assert (await _decide(registry, usul, "confirm", await registry.id_of(STAFF))).status == 403


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"dasar": "abc"}, "dasar"), ({"dasar": "SK.1"}, "dasar"), ({"dasar": "800/12/x"}, "dasar"),
        ({"tanggal_dasar": None}, "tanggal_dasar"), ({"tanggal_dasar": "2026-01-06"}, "tanggal_dasar"),
    ],
)  # fmt: skip
async def test_kuan_p1_21_the_decree_has_a_form(registry: Registry, wrong: dict[str, Any], field: str) -> None:
    refused = await _propose(registry, STAFF, "bupati", **wrong)
    assert refused.problem()[:2] == (422, field) and "^" not in refused.body["detail"]


def _seconds(pola: str, text: str) -> float:
    """The shortest of five readings."""
    took = []
    for _ in range(5):
        began = time.thread_time()
        assert re.fullmatch(pola, text) is None
        took.append(time.thread_time() - began)
    return min(took)


def test_the_form_of_a_number_is_read_once(identity: Hosted) -> None:
    for pack in (p for p in identity.runtime.packs if p.head.kind == "kinerja"):
        form = pack.section("identity", IdentityPolicy).decree_form.value
        check_decree(form.contoh, date(2026, 1, 2), form, date(2026, 1, 2))
        for piece in ("1/", "a.", "-", "1/a"):
            once, twice = (_seconds(form.pola, piece * many + "!") for many in (20_000, 40_000))
            assert twice < max(once * 3, 0.02), (piece, once, twice)


async def test_a_grant_that_needs_nobody_else_is_given_at_once(registry: Registry) -> None:
    made = await registry.grant(STAFF, "inspektorat")
    assert (made.body["granted"], made.body["usulan"]) == (1, [])


async def test_the_same_is_proposed_once_and_may_be_called_off(registry: Registry) -> None:
    (usul,) = (await _propose(registry, STAFF, "operator")).body["usulan"]
    assert (await _propose(registry, STAFF, "operator")).status == 409
    assert (await _decide(registry, usul, "discard", await registry.id_of(HEAD))).status == 403
    assert (await _decide(registry, usul, "discard", SUPER)).status == 204
    assert (await _decide(registry, usul, "confirm", BIDANG)).status == 409


async def _head_in_use(registry: Registry) -> tuple[UUID, str]:
    """The head of DINKES has an account with his own password; gives its administrator and that password."""
    admin, new = await registry.appoint(), "sandi-baru-yang-panjang"
    first = (await registry.activate(HEAD))[HEAD]
    changed = await registry.ask("POST", "/password", {"lama": first, "baru": new}, who=await registry.id_of(HEAD))
    assert changed.status == 204
    return admin, new


async def test_kuan_p1_25_an_administrator_alone_takes_over_no_head(registry: Registry) -> None:
    admin, sandi = await _head_in_use(registry)
    body = {"nips": [HEAD]}
    assert (await registry.ask("POST", "/accounts/activate", body, who=admin)).status == 403
    await registry.service.told()
    made = await registry.ask("POST", PROPOSALS, {"login": HEAD, "alasan": WHY}, who=admin)
    assert made.status == 201
    usul = made.body["usul_id"]
    told = await registry.service.told(ResetAkunRecorded)
    assert [(t["asn_id"], t["keadaan"]) for t in told] == [(str(await registry.id_of(HEAD)), "open")]
    assert (await registry.ask("POST", "/accounts/activate", body, who=admin)).status == 403, "not yet confirmed"
    assert (await _decide(registry, usul, "confirm", SUPER)).status == 204
    assert (await registry.login(HEAD, sandi)).status == 200, "until it is done"
    assert (await registry.ask("POST", "/accounts/activate", body, who=admin)).status == 200
    assert (await registry.login(HEAD, sandi)).status == 401
    assert (await registry.ask("POST", "/accounts/activate", body, who=admin)).status == 200, "unused still"
    assert [t["keadaan"] for t in await registry.service.told(ResetAkunRecorded)] == ["confirmed", "used"]


async def test_kuan_p1_25_the_owner_calls_it_off(registry: Registry) -> None:
    admin, sandi = await _head_in_use(registry)
    usul = (await registry.ask("POST", PROPOSALS, {"login": HEAD, "alasan": WHY}, who=admin)).body["usul_id"]
    head = await registry.id_of(HEAD)
    assert [p["usul_id"] for p in (await registry.ask("GET", "/proposals", who=head)).body] == [usul]
    assert (await registry.ask("GET", "/proposals", who=await registry.id_of(STAFF))).body == []
    assert (await _decide(registry, usul, "discard", head)).status == 204
    assert (await _decide(registry, usul, "confirm", SUPER)).status == 409
    assert (await registry.ask("POST", "/accounts/activate", {"nips": [HEAD]}, who=admin)).status == 403
    assert (await registry.login(HEAD, sandi)).status == 200


async def test_a_confirmed_reset_is_good_for_a_day_and_for_who_proposed_it(registry: Registry) -> None:
    admin, _ = await _head_in_use(registry)
    usul = (await registry.ask("POST", PROPOSALS, {"login": HEAD, "alasan": WHY}, who=admin)).body["usul_id"]
    assert (await _decide(registry, usul, "confirm", BIDANG)).status == 204
    await registry.service.at("2026-01-06T08:01")
    assert (await registry.ask("POST", "/accounts/activate", {"nips": [HEAD]}, who=admin)).status == 403


async def test_who_proposes_a_reset_for_whom(registry: Registry) -> None:
    admin, _ = await _head_in_use(registry)

    async def propose(login: str, who: UUID | str) -> int:
        return int((await registry.ask("POST", PROPOSALS, {"login": login, "alasan": WHY}, who=who)).status)

    assert await propose(BOSS, admin) == 404, "of another PD"
    assert await propose(STAFF, admin) == 409, "one person is enough"
    assert await propose(ADMIN_NIP, admin) == 422
    assert await propose(HEAD, await registry.id_of(STAFF)) == 403
    assert await propose(HEAD, SUPER) == 201
    assert await propose(HEAD, SUPER) == 409


async def test_kuan_p1_21_a_super_administrator_alone_makes_no_second_person_of_an_administrator(
    registry: Registry,
) -> None:
    """Who confirms the highest roles is not made, nor entered, by who proposes them: else one person plays both."""
    admin, new = await registry.appoint(), "sandi-baru-yang-panjang"
    path, body = "/accounts/activate-administrators", {"nips": [ADMIN_NIP]}
    first = (await registry.ask("POST", path, body, who=SUPER)).body[0]["sandi"]
    own = {"lama": first, "baru": new}
    assert (await registry.ask("POST", "/password", own, who=admin)).status == 204
    assert (await registry.ask("POST", path, body, who=SUPER)).status == 403, "in use: two people reset it"
    refused = await _propose(registry, ADMIN_NIP, BIDANG, dasar="abc")
    assert refused.problem()[:2] == (422, "dasar"), "a decree of a form"
    (usul,) = (await _propose(registry, ADMIN_NIP, BIDANG)).body["usulan"]
    assert (await _decide(registry, usul, "confirm", admin)).status == 403, "not who would get it"
    assert (await _decide(registry, usul, "confirm", SUPER)).status == 403, "nor who proposed it"
    (other,) = (await _propose(registry, HEAD, "bupati")).body["usulan"]
    assert (await _decide(registry, other, "confirm", admin)).status == 403, "it is not held before"


async def test_the_bupatis_account_is_opened_again_by_two(registry: Registry) -> None:
    who, new = registry.officials["bupati"], "sandi-bupati-yang-panjang"
    own = {"lama": "hosted-password", "baru": new}
    assert (await registry.ask("POST", "/password", own, who=who)).status == 204
    body = {"login": "bupati", "alasan": WHY}
    assert (await registry.ask("POST", "/accounts/reset", body, who=SUPER)).status == 403
    usul = (await registry.ask("POST", PROPOSALS, body, who=SUPER)).body["usul_id"]
    assert (await _decide(registry, usul, "confirm", BIDANG)).status == 204
    assert (await registry.ask("POST", "/accounts/reset", body, who=SUPER)).status == 200


async def test_kuan_p1_25_an_installations_own_account_closes_once_a_personal_one_exists(registry: Registry) -> None:
    with registry.service.law("identity", totp_roles=[]):
        assert (await registry.login(BIDANG, "hosted-password")).status == 200
        assert (await registry.promote(STAFF, BIDANG)).status == 204
        first, new = (await registry.activate(STAFF))[STAFF], "sandi-baru-yang-panjang"
        assert (await registry.login(STAFF, first)).status == 200
        assert (await registry.login(BIDANG, "hosted-password")).status == 200, "his own password is still to come"
        own = {"lama": first, "baru": new}
        assert (await registry.ask("POST", "/password", own, who=await registry.id_of(STAFF))).status == 204
        assert (await registry.login(STAFF, new)).status == 200
        refused = await registry.login(BIDANG, "hosted-password")
        assert refused.status == 403 and "akun pribadi" in refused.body["detail"]
        assert (await registry.login("bupati", "hosted-password")).status == 200, "the Bupati's is his own"
        gone = {"nip": STAFF, "peran": BIDANG, "dasar": "SK.2/2026"}
        assert (await registry.ask("POST", "/roles/revoke", gone, who=SUPER)).status == 204
        await registry.service._start(registry.service.runtime)
        assert (await registry.login(BIDANG, "hosted-password")).status == 200, "nobody else holds the role"


async def test_two_super_administrators_close_the_installations_own(registry: Registry) -> None:
    with registry.service.law("identity", totp_roles=[]):
        for n, nip in enumerate((STAFF, HEAD)):
            (usul,) = (await _propose(registry, nip, SUPER)).body["usulan"]
            assert (await _decide(registry, usul, "confirm", BIDANG)).status == 204
            first, new = (await registry.activate(nip))[nip], f"sandi-baru-yang-panjang-{n}"
            own = {"lama": first, "baru": new}
            assert (await registry.ask("POST", "/password", own, who=await registry.id_of(nip))).status == 204
            assert (await registry.login(SUPER, "hosted-password")).status == 200
            assert (await registry.login(nip, new)).status == 200
        assert (await registry.login(SUPER, "hosted-password")).status == 403


async def test_the_owner_reads_it_in_his_messages(activity: Hosted) -> None:
    await activity.at("2026-01-05T08:00")
    await activity.hear(*office())
    usul, by = UUID(int=0x7700), UUID(int=0x7701)
    for state in ("open", "confirmed", "used"):
        await activity.hear(ResetAkunRecorded(usul_id=usul, asn_id=STAF, oleh=by, keadaan=state))  # type: ignore[arg-type]
    got = (await activity.ask("GET", "/messages", actor=STAF)).body
    said = [m["isi"] for m in got if m["jenis"] == "akun"]
    assert len(said) == 3 and any("diusulkan" in text for text in said)

"""Rows of the regulations that identity owns, with their own numbers (KUAN P1(1, 20-25), P11, P20; reading A17)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, row, rows, workbook

# The signature block of KUAN: born 3 June 1973, TMT CPNS January 2007, male, serial 007.
SIGNED = "197306032007011007"
BORN = {"TANGGAL_LAHIR": "1973-06-03", "JENIS_KELAMIN": "L"}
STATED = {"kepala_pd_nip": HEAD, "basis": "pengawas_kepegawaian"}
SECRET = "kuda baterai tepat"


async def _state(registry: Registry, nip: str) -> str:
    return str((await registry.service.rows("SELECT state FROM account WHERE login = $1", nip))[0]["state"])


async def _signed_in(registry: Registry, nip: str) -> Any:
    """His first password, changed to one of his own; gives the tokens."""
    first = (await registry.activate(nip))[nip]
    person = await registry.id_of(nip)
    assert (await registry.ask("POST", "/password", {"lama": first, "baru": SECRET}, who=person)).status == 204
    return (await registry.login(nip, SECRET)).body


async def test_kuan_p1_1_p11_5_validated_is_active_and_who_is_so_no_more_is_pending(registry: Registry) -> None:
    await registry.load([*rows(), row(SIGNED, HEAD, SIASN_VALIDATED="ya", **BORN)])
    tokens = await _signed_in(registry, SIGNED)
    assert await _state(registry, SIGNED) == "active" and tokens["limited"] == ""
    await registry.load([*rows(), row(SIGNED, HEAD, SIASN_VALIDATED="tidak", **BORN)])
    assert await _state(registry, SIGNED) == "pending"
    right = await registry.login(SIGNED, SECRET)
    assert right.problem() == (403, "", "11(5)") and "SIASN" in right.body["detail"], (
        "the reason, after a right password"
    )
    wrong, unknown = await registry.login(SIGNED, "salah"), await registry.login("198001012005011099", "salah")
    assert wrong.status == unknown.status == 401
    assert wrong.body | {"trace": ""} == unknown.body | {"trace": ""}, "else as any wrong login"
    trade = {"refresh_token": tokens["refresh_token"]}
    assert (await registry.service.ask("POST", "/refresh", trade, actor=UUID(int=0))).status == 401
    await registry.load([*rows(), row(SIGNED, HEAD, SIASN_VALIDATED="ya", **BORN)])
    await registry.activate(SIGNED)
    assert await _state(registry, SIGNED) == "active"


@pytest.mark.parametrize(("users", "status"), [(["PNS", "PPPK"], 200), (["PNS"], 403)])
@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kuan_p11_5_kon_p1_4_reading_a17_pppk_are_users_where_the_pack_says_so(
    registry: Registry, konsel_registry: Registry, tenant: str, users: list[str], status: int
) -> None:
    nip = "199003032022211003"
    asked = registry if tenant == "kuansing" else konsel_registry
    contract = {"JENIS": "PPPK", "GOLONGAN": "IX", "TANGGAL_LAHIR": "1990-03-03", "JENIS_KELAMIN": "L"}
    seen = await asked.load([*rows(), row(nip, HEAD, **contract)])
    assert seen["refused"] == []
    admin = await asked.appoint()
    with asked.service.law("identity", tenant, users=users):
        answer = await asked.ask("POST", "/accounts/activate", {"nips": [nip]}, who=admin)
    assert answer.status == status and (
        status == 200 or answer.body["pasal"] == {"kuansing": "11(5)"}.get(tenant, "kebijakan")
    )


async def test_kuan_p1_25_a_second_account_on_one_nip_is_409(registry: Registry) -> None:
    await registry.activate(STAFF)
    body = {
        "login": STAFF,
        "jenis": "external_support",
        "persetujuan": "100.3/12/2026",
        "disetujui_oleh": "bupati",
        "tanggal_persetujuan": "2026-01-02",
        "selesai": "2026-01-31",
    }
    assert (await registry.ask("POST", "/accounts/external", body, who="super_admin")).problem() == (
        409,
        "",
        "1(25)",
    )
    other = body | {"login": "198001012005011099"}
    refused = await registry.ask("POST", "/accounts/external", other, who="super_admin")
    assert refused.problem() == (422, "login", "1(25)"), "a NIP is nobody's but its person's"
    twice = [*rows(), row(STAFF, HEAD)]
    made = await registry.ask("POST", "/imports", workbook(twice), who="pengelola_kepegawaian", kind="application/x")
    assert [(r["baris"], r["kolom"]) for r in made.body["refused"]] == [(7, "NIP")]
    await registry.load(rows())
    found = await registry.service.rows("SELECT account_id FROM account WHERE login = $1", STAFF)
    assert [r["account_id"] for r in found] == [await registry.id_of(STAFF)]


@pytest.fixture
async def bkpp(registry: Registry) -> Registry:
    """With an Administrator of the bidang, a Pengawas of it, an Administrator of another PD, an administrator PD."""
    await registry.load(
        [
            *rows(),
            row("198001012005011006", BOSS, JENIS_JABATAN="administrator", KODE_OPD="BKPP", KODE_UNIT="BKPP.PA"),
            row("198001012005011007", BOSS, JENIS_JABATAN="pengawas", KODE_OPD="BKPP", KODE_UNIT="BKPP.PA"),
            row("198001012005011008", BOSS, JENIS_JABATAN="administrator"),
        ]
    )
    await registry.grant(HEAD, "kepala_pd")
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=STATED)).status == 200
    return registry


@pytest.mark.parametrize(("nip", "status"), [("06", 200), ("07", 422), ("08", 422)])
async def test_kuan_p11_2_p1_20_the_pengelola_is_the_administrator_of_that_bidang(
    bkpp: Registry, nip: str, status: int
) -> None:
    granted = await bkpp.grant(f"1980010120050110{nip}", "pengelola_e_kinerja")
    assert granted.status == status and (status == 200 or granted.problem() == (422, "nip", "11(2), 1(20)"))


@pytest.mark.parametrize("peran", ["pengelola_e_kinerja", "pengelola_kinerja", "pengelola_kepegawaian"])
async def test_kuan_p1_21_an_administrator_pd_grants_nothing(bkpp: Registry, peran: str) -> None:
    grant = {"grants": [{"nip": "198001012005011006", "peran": peran, "dasar": "SK.1/2026"}]}
    admin = await bkpp.id_of(ADMIN_NIP)
    assert (await bkpp.ask("POST", "/roles", grant, who=admin)).problem() == (403, "", "1(21)")
    own = {"grants": [{"nip": ADMIN_NIP, "peran": "super_admin", "dasar": "SK.1/2026"}]}
    assert (await bkpp.ask("POST", "/roles", own, who=admin)).status == 403
    assert (await bkpp.ask("POST", "/roles", grant, who="super_admin")).status == 200


@pytest.mark.parametrize("basis", ["pengawas_kepegawaian", "cakap_komputer"])
async def test_kuan_p1_23_p11_3_the_appointment_keeps_its_sk_the_kepala_pd_and_the_basis(
    registry: Registry, basis: str
) -> None:
    await registry.grant(HEAD, "kepala_pd")
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=STATED | {"basis": basis})).status == 200
    kept = await registry.service.rows("SELECT dasar, syarat::text AS syarat FROM peran WHERE peran = 'admin_pd'")
    assert [(r["dasar"], msgspec.json.decode(r["syarat"])) for r in kept] == [
        ("SK.1/2026", {"kepala_pd_nip": HEAD, "basis": basis})
    ]


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kuan_p1_23_a_pelaksana_is_no_pengawas_in_charge_of_staffing(
    registry: Registry, konsel_registry: Registry, tenant: str
) -> None:
    asked = registry if tenant == "kuansing" else konsel_registry
    await asked.grant(HEAD, "kepala_pd")
    refused = await asked.grant(STAFF, "admin_pd", syarat=STATED)
    assert refused.problem()[:2] == (422, "syarat.basis")
    assert (await asked.grant(STAFF, "admin_pd", syarat=STATED | {"basis": "cakap_komputer"})).status == 200


async def test_kuan_p1_22_the_administrator_bidang_runs_every_staffing_report(registry: Registry) -> None:
    made = await registry.ask(
        "POST", "/reconciliations?tahun=2026", workbook(rows()), who="pengelola_kepegawaian", kind="application/x"
    )
    assert made.status == 201
    for path in ("/pegawai", "/reconciliations?tahun=2026", "/unit-reports?tahun=2026", "/trainings?tahun=2026",
                 "/trainings/coverage?tahun=2026"):  # fmt: skip
        assert (await registry.ask("GET", path, who="administrator_bidang")).status == 200, path
    people = (await registry.ask("GET", "/pegawai", who="administrator_bidang")).body
    assert {p["opd"] for p in people} == {"SETDA", "DINKES"}, "of the whole Pemda"


# A role by state and command: how many were given, and what ending it is answered with.
ROLE = """
            grant revoke
not_held      1    404
to_come       0    204
held          0    204
ended         1    404
"""
SPANS = {"to_come": ("2026-02-01", None), "held": ("2026-01-02", None), "ended": ("2025-01-02", "2025-12-31")}


@pytest.mark.parametrize("act", ["grant", "revoke"])
@pytest.mark.parametrize("state", ["not_held", "to_come", "held", "ended"])
async def test_kuan_p1_21_the_table_of_a_role(registry: Registry, state: str, act: str) -> None:
    head, *lines = [line.split() for line in ROLE.strip().splitlines()]
    wanted = int({line[0]: dict(zip(head, line[1:], strict=True)) for line in lines}[state][act])
    if state in SPANS:
        mulai, selesai = SPANS[state]
        assert (await registry.grant(STAFF, "pengelola_kinerja", mulai=mulai, selesai=selesai)).body["granted"] == 1
    if act == "grant":
        assert (await registry.grant(STAFF, "pengelola_kinerja")).body["granted"] == wanted
        return
    end = {"nip": STAFF, "peran": "pengelola_kinerja", "dasar": "SK.9/2026"}
    assert (await registry.ask("POST", "/roles/revoke", end, who="super_admin")).status == wanted


@pytest.mark.parametrize("jenis", ["external_expert", "external_support"])
async def test_kuan_p20_experts_and_support_staff_alike(registry: Registry, jenis: str) -> None:
    body = {
        "login": "tenaga.luar",
        "jenis": jenis,
        "persetujuan": "100.3/12/2026",
        "disetujui_oleh": "bupati",
        "tanggal_persetujuan": "2026-01-02",
        "selesai": "2026-01-31",
    }
    assert (await registry.ask("POST", "/accounts/external", body | {"persetujuan": " "}, who="super_admin")).problem() == (
        422, "persetujuan", "20",
    )  # fmt: skip
    assert (await registry.login("tenaga.luar", "apa pun")).status == 401, "there is no such account"
    before = await registry.service.rows("SELECT count(*) AS n FROM idempotency")
    made = (await registry.ask("POST", "/accounts/external", body, who="super_admin")).body
    after = await registry.service.rows("SELECT count(*) AS n FROM idempotency")
    assert after[0]["n"] == before[0]["n"], "a first password is told once and kept nowhere"
    kept = await registry.service.rows("SELECT dasar, selesai FROM peran WHERE peran = $1", jenis)
    assert [(r["dasar"], r["selesai"].isoformat()) for r in kept] == [("100.3/12/2026", "2026-01-31")]
    await registry.service.at("2026-02-01T00:01")
    assert await _state(registry, "tenaga.luar") == "disabled"
    assert (await registry.login("tenaga.luar", made["sandi"])).status == 403


@pytest.mark.parametrize(("made_by", "confirmed_by"), [("super_admin", ""), ("pengelola_kepegawaian", "super_admin")])
async def test_an_import_is_of_the_pengelola_kepegawaian_and_the_administrator_bidang(
    registry: Registry, made_by: str, confirmed_by: str
) -> None:
    made = await registry.ask("POST", "/imports", workbook(rows()), who=made_by, kind="application/x")
    if not confirmed_by:
        assert made.status == 403
        return
    path = f"/imports/{made.body['impor_id']}"
    assert (await registry.ask("GET", path, who=confirmed_by)).status == 403
    assert (await registry.ask("POST", f"{path}/confirm", who=confirmed_by)).status == 403
    assert (await registry.ask("POST", f"{path}/confirm", who="administrator_bidang")).status == 200

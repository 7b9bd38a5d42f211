"""Who is in service no more reads what is his and writes what the law still asks of him (docs/decisions/0017)."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from joserfc import jws

from contracts.identity import PegawaiRecorded
from contracts.vocabulary import StatusPegawai
from tests.service.dinas import Office, entry
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, STAF, office, pegawai
from tests.service.registry import ADMIN_NIP, HEAD, STAFF, Registry, row, rows
from tests.service.test_permissions import SERVICES, path_of

STAFFING = "pengelola_kepegawaian"
RETIRED = {"status": "pensiun", "until": "2027-01-31"}
# To receive, sign, object, be heard and read what one is told; the own password, second factor and sessions.
OPEN = {
    "identity": {"logout", "discard_proposal", "change_password", "enrol_totp", "confirm_totp", "revoke_session"},
    "activity": {"answer_pembinaan", "read_message"},
    "appraisal": {"acknowledge_appraisal", "receive_appraisal", "file_objection", "explain_objection"},
}


@pytest.fixture
def processes(
    identity_process: Hosted, activity_process: Hosted, skp_process: Hosted, appraisal_process: Hosted,
    tpp_process: Hosted, reporting_process: Hosted,
) -> dict[str, Hosted]:  # fmt: skip
    """Every service by its name."""
    every = (identity_process, activity_process, skp_process, appraisal_process, tpp_process, reporting_process)
    return {hosted.name: hosted for hosted in every}


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
@pytest.mark.parametrize("service", sorted(SERVICES))
async def test_in_every_service_nothing_else_is_written(
    service: str, tenant: str, processes: dict[str, Hosted]
) -> None:
    hosted = processes[service]
    await hosted.clear()
    if service != "identity":
        await hosted.hear(*office(), pegawai(STAF, KASI, status=StatusPegawai.PENSIUN), tenant=tenant)
    await hosted.at("2026-02-05T09:00")
    left_open = set()
    for route in SERVICES[service].routes:
        method, name = next(iter(route.http_methods)), route.fn.__name__
        if method == "GET" or route.opt.get("open"):
            continue
        answer = await hosted.ask(method, path_of(route), {}, actor=STAF, tenant=tenant, arsip=RETIRED)
        said = answer.body.get("detail", "") if isinstance(answer.body, dict) else ""
        if (answer.status, said[:18]) == (403, "Status Anda pensiu"):
            assert "2027-01-31" in said and answer.body["pasal"] == "kebijakan"
        else:
            left_open.add(name)
    assert left_open == OPEN.get(service, set())


async def test_the_hot_way_is_shut_as_well_and_reading_is_not(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    await kuansing.enter("2026-01-05")
    await kuansing.at("2026-02-05T09:00")
    service = kuansing.service
    refused = await service.ask("POST", "/activities", entry("2026-02-05"), actor=STAF, arsip=RETIRED)
    assert refused.status == 403 and refused.body["detail"].startswith("Status Anda pensiun: sampai 2027-01-31 ")
    mine = await service.ask("GET", "/activities?periode=2026-01", actor=STAF, arsip=RETIRED)
    assert mine.status == 200 and mine.body


async def test_the_roles_of_an_archive_are_those_of_a_person_alone(kuansing: Office) -> None:
    service = kuansing.service
    helper = UUID(int=0x6001)
    await service.hear(pegawai(helper, KASI, peran=("admin_pd",)))
    asked: dict[str, Any] = {"actor": helper}
    assert (await service.ask("GET", "/plans/missing?tahun=2026", **asked)).status == 409
    assert (await service.ask("GET", "/plans/missing?tahun=2026", arsip=RETIRED, **asked)).status == 403


async def _status(registry: Registry, nip: str, status: str, mulai: str, **more: Any) -> Answer:
    body = {"nip": nip, "status": status, "mulai": mulai, "sk": "SK.4/2026", **more}
    return await registry.ask("POST", "/statuses", body, who=STAFFING)


async def _account(registry: Registry, nip: str = STAFF) -> str:
    """His password, changed already."""
    first, new = (await registry.activate(nip))[nip], "sandi-baru-yang-panjang"
    who = await registry.id_of(nip)
    assert (await registry.ask("POST", "/password", {"lama": first, "baru": new}, who=who)).status == 204
    return new


def _claims(opened: Answer) -> Any:
    return json.loads(jws.extract_compact(opened.body["access_token"].encode()).payload)


@pytest.mark.parametrize(("status", "until"), [("pensiun", "2027-01-31"), ("diberhentikan", "2027-01-31")])
async def test_kuan_p11_5_who_left_reads_for_a_year(registry: Registry, status: str, until: str) -> None:
    sandi, who = await _account(registry), await registry.id_of(STAFF)
    opened = await registry.login(STAFF, sandi)
    assert (await _status(registry, STAFF, status, "2026-02-01")).status == 200
    assert "arsip" not in _claims(await registry.login(STAFF, sandi)), "until then all of it is his"
    await registry.service.at("2026-02-01T00:00")
    again = await registry.service.ask(
        "POST", "/refresh", {"refresh_token": opened.body["refresh_token"]}, actor=UUID(int=0)
    )
    assert again.status == 401, "the sessions of before have ended"
    assert _claims(await registry.login(STAFF, sandi))["arsip"] == {"status": status, "until": until}
    me = (await registry.ask("GET", "/me", who=who)).body
    assert me["arsip"] == {"status": status, "sampai": until} and me["peran"] == []
    await registry.service.at("2027-01-31T23:59")
    opened = await registry.login(STAFF, sandi)
    assert opened.status == 200 and opened.body["expires_in"] <= 60, "no token outlives the day"
    await registry.service.at("2027-02-01T00:00")
    refused = await registry.login(STAFF, sandi)
    assert refused.status == 403 and "2026-02-01" in refused.body["detail"] and until in refused.body["detail"]
    again = await registry.service.ask(
        "POST", "/refresh", {"refresh_token": opened.body["refresh_token"]}, actor=UUID(int=0)
    )
    assert again.status == 401


async def test_who_is_suspended_reads_until_he_is_back(registry: Registry) -> None:
    sandi = await _account(registry)
    body = {"selesai": "2026-03-31"}
    assert (await _status(registry, STAFF, "diberhentikan_sementara", "2026-02-01", **body)).status == 200
    await registry.service.at("2026-03-31T23:58")
    opened = await registry.login(STAFF, sandi)
    assert _claims(opened)["arsip"] == {"status": "diberhentikan_sementara", "until": ""}
    assert opened.body["expires_in"] <= 120
    await registry.service.at("2026-04-01T00:00")
    assert "arsip" not in _claims(await registry.login(STAFF, sandi))


async def test_nobody_signs_in_for_the_dead(registry: Registry) -> None:
    admin = await registry.appoint()
    sandi = await _account(registry)
    opened = await registry.login(STAFF, sandi)
    assert (await _status(registry, STAFF, "meninggal", "2026-01-05")).status == 200
    refused = await registry.login(STAFF, sandi)
    assert refused.problem() == (403, "", "kebijakan") and "meninggal sejak 2026-01-05" in refused.body["detail"]
    again = await registry.service.ask(
        "POST", "/refresh", {"refresh_token": opened.body["refresh_token"]}, actor=UUID(int=0)
    )
    assert again.status == 401
    assert (await registry.ask("POST", "/accounts/activate", {"nips": [STAFF]}, who=admin)).status == 409
    seen = (await registry.ask("GET", f"/pegawai/{await registry.id_of(STAFF)}?tujuan=Periksa", who=STAFFING)).body
    assert "meninggal" in seen["akun"]["kenapa"]
    taken = {"nip": STAFF, "jenis": "status", "mulai": "2026-01-05", "alasan": "Keliru orang."}
    assert (await registry.ask("POST", "/decrees/withdraw", taken, who=STAFFING)).status == 200
    assert (await registry.login(STAFF, sandi)).status == 200


async def test_death_follows_retirement_and_nothing_follows_death(registry: Registry) -> None:
    assert (await _status(registry, STAFF, "pensiun", "2026-02-01")).status == 200
    assert (await _status(registry, STAFF, "diberhentikan", "2026-03-01")).status == 409
    assert (await _status(registry, STAFF, "meninggal", "2026-03-01", selesai="2026-03-02")).problem() == (
        422, "selesai", "1(2-3)",
    )  # fmt: skip
    assert (await _status(registry, STAFF, "meninggal", "2026-03-01")).status == 200
    assert (await _status(registry, STAFF, "aktif", "2026-04-01")).status == 409


async def test_a_file_says_who_died_or_was_dismissed(registry: Registry) -> None:
    told = {r["NIP"]: r for r in rows()} | {
        STAFF: row(STAFF, HEAD, STATUS="meninggal"),
        ADMIN_NIP: row(ADMIN_NIP, HEAD, JENIS_JABATAN="pengawas", MEMIMPIN_UNIT="ya", STATUS="diberhentikan"),
    }
    await registry.load(list(told.values()))
    said = {t["nip"]: t["status"] for t in await registry.service.told(PegawaiRecorded)}
    assert (said[STAFF], said[ADMIN_NIP]) == ("meninggal", "diberhentikan")
    assert (await registry.ask("GET", "/me", who=await registry.id_of(HEAD))).body["bawahan"] == 1

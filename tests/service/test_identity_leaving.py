"""Who leaves his post or takes another's: roles, Plt and Plh, superiors (KUAN P1(2-3), P1(23), P11; KON P34(5), A22)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.service.hosted import Answer
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, row, rows, workbook

STAFFING = "pengelola_kepegawaian"
PLH = {
    "nip_pejabat": HEAD, "nip_pelaksana": ADMIN_NIP, "sebagai": "plh", "mulai": "2026-01-12", "selesai": "2026-01-16",
    "sk": "ST.3/2026", "nip_pemberi": BOSS,
}  # fmt: skip


async def _status(registry: Registry, nip: str, status: str, mulai: str, **more: Any) -> Answer:
    body = {"nip": nip, "status": status, "mulai": mulai, "sk": "SK.4/2026", **more}
    answer = await registry.ask("POST", "/statuses", body, who=STAFFING)
    assert answer.status == 200, answer.body
    return answer


async def _me(registry: Registry, nip: str) -> Any:
    return (await registry.ask("GET", "/me", who=await registry.id_of(nip))).body


@pytest.mark.parametrize("status", ["pensiun", "diberhentikan_sementara", "cltn", "mpp", "pejabat_negara"])
async def test_kuan_p11_5_reading_a22_who_leaves_his_post_leaves_its_roles(registry: Registry, status: str) -> None:
    admin = await registry.appoint()
    await registry.grant(HEAD, "inspektorat")
    sandi = (await registry.activate(ADMIN_NIP))[ADMIN_NIP]
    assert (await registry.login(ADMIN_NIP, sandi)).status == 200
    for nip in (ADMIN_NIP, HEAD):
        await _status(registry, nip, status, "2026-02-01")
    assert (await _me(registry, ADMIN_NIP))["peran"] == ["admin_pd"], "until then"
    await registry.service.told()
    await registry.service.at("2026-02-01T00:01")
    assert (await _me(registry, ADMIN_NIP))["peran"] == [] == (await _me(registry, HEAD))["peran"]
    assert [t["peran"] for t in await registry.told(ADMIN_NIP)][-1] == []
    open_ = "SELECT 1 FROM sesi WHERE account_id = $1 AND revoked_at IS NULL"
    assert await registry.service.rows(open_, admin) == []
    assert (await registry.ask("POST", "/accounts/activate", {"nips": [STAFF]}, who=admin)).status == 403
    assert (await registry.login(ADMIN_NIP, sandi)).status == 200, "his own appraisal he still reads and signs"


async def test_kuan_p1_23_leave_and_study_take_no_role(registry: Registry) -> None:
    await registry.appoint()
    await _status(registry, ADMIN_NIP, "cuti", "2026-01-05", selesai="2026-01-09")
    assert (await _me(registry, ADMIN_NIP))["peran"] == ["admin_pd"]


async def test_kuan_p11_5_who_has_retired_gets_no_role_and_acts_for_nobody(registry: Registry) -> None:
    await _status(registry, ADMIN_NIP, "pensiun", "2026-01-12")
    assert (await registry.grant(ADMIN_NIP, "inspektorat", mulai="2026-01-12")).problem() == (
        422, "nip", "1(2-3), 11(5)",
    )  # fmt: skip
    assert (await registry.grant(ADMIN_NIP, "inspektorat", selesai="2026-01-11")).status == 200, "until he goes"
    refused = await registry.ask("POST", "/delegations", PLH, who=STAFFING)
    assert refused.problem() == (422, "nip_pelaksana", "1(2-3), 11(5)")


async def test_kon_p34_5_plt_and_plh_are_another_one_and_once(registry: Registry) -> None:
    own = await registry.ask("POST", "/delegations", PLH | {"nip_pelaksana": HEAD}, who=STAFFING)
    assert own.problem()[:2] == (422, "nip_pelaksana")
    assert (await registry.ask("POST", "/delegations", PLH, who=STAFFING)).status == 200
    twice = PLH | {"mulai": "2026-01-16", "selesai": "2026-01-20", "sebagai": "plt"}
    refused = await registry.ask("POST", "/delegations", twice, who=STAFFING)
    assert refused.status == 409 and "2026-01-16" in refused.body["detail"]
    other = await registry.ask(
        "POST", "/delegations", PLH | {"nip_pelaksana": STAFF, "selesai": "2026-01-12"}, who=STAFFING
    )
    assert other.status == 409 and "plh sampai 2026-01-16" in other.body["detail"], "one post has one Plt or Plh a day"
    fine = twice | {"mulai": "2026-01-17"}
    assert (await registry.ask("POST", "/delegations", fine, who=STAFFING)).status == 200


async def test_reading_a30_leaves_share_no_day_and_none_follows_retirement(registry: Registry) -> None:
    async def status(status: str, mulai: str, selesai: str | None) -> int:
        body = {"nip": STAFF, "status": status, "mulai": mulai, "selesai": selesai, "sk": "SC.1/2026"}
        return int((await registry.ask("POST", "/statuses", body, who=STAFFING)).status)

    assert await status("cuti", "2026-01-12", "2026-01-16") == 200
    assert await status("cuti", "2026-01-12", "2026-01-14") == 200, "the same decree, mended"
    assert await status("cuti", "2026-01-14", "2026-01-20") == 409
    assert await status("cuti", "2026-01-05", "2026-01-12") == 409
    assert await status("cuti", "2026-01-15", "2026-01-16") == 200
    assert await status("pensiun", "2026-02-01", None) == 200
    assert await status("cuti", "2026-02-01", "2026-02-05") == 409
    assert await status("aktif", "2026-02-02", None) == 409, "a retirement recorded by mistake is withdrawn"
    assert await status("cuti", "2026-01-26", "2026-01-30") == 200


async def test_kuan_p1_24_how_many_he_appraises_is_of_today(registry: Registry) -> None:
    assert (await _me(registry, HEAD))["bawahan"] == 3
    moved = {"nip": STAFF, "nip_penilai": ADMIN_NIP, "mulai": "2026-01-12", "sk": "SK.2/2026"}
    assert (await registry.ask("POST", "/penilai", moved, who=STAFFING)).status == 200
    assert [(await _me(registry, nip))["bawahan"] for nip in (HEAD, ADMIN_NIP)] == [3, 0], "not before its day"
    await registry.service.at("2026-01-12T08:00")
    assert [(await _me(registry, nip))["bawahan"] for nip in (HEAD, ADMIN_NIP)] == [2, 1]
    assert (await registry.ask("POST", "/delegations", PLH, who=STAFFING)).status == 200
    assert (await _me(registry, ADMIN_NIP))["bawahan"] == 2, "as Plh also the other one, not himself"


async def test_kon_p50_1_a_superior_by_decree_is_what_a_file_is_compared_with(registry: Registry) -> None:
    decree = {"nip": STAFF, "nip_penilai": ADMIN_NIP, "mulai": "2026-01-12", "sk": "SK.2/2026"}
    assert (await registry.ask("POST", "/penilai", decree, who=STAFFING)).status == 200
    right = [*(r for r in rows() if r["NIP"] != STAFF), row(STAFF, ADMIN_NIP)]

    async def differences(file: list[dict[str, str]]) -> list[dict[str, str]]:
        made = await registry.ask("POST", "/imports", workbook(file), who=STAFFING, kind="application/x")
        return [c for d in made.body["differences"] for c in d["perubahan"]]

    before = {"kolom": "NIP_ATASAN", "dari": HEAD, "menjadi": ADMIN_NIP}
    assert (await differences(rows()), await differences(right)) == ([], [before])
    await registry.service.at("2026-01-12T08:00")
    after = {"kolom": "NIP_ATASAN", "dari": ADMIN_NIP, "menjadi": HEAD}
    assert (await differences(rows()), await differences(right)) == ([after], [])
    taken = {"nip": STAFF, "jenis": "penilai", "mulai": "2026-01-12", "alasan": "Salah orang."}
    assert (await registry.ask("POST", "/decrees/withdraw", taken, who=STAFFING)).status == 200
    assert (await differences(rows()), await differences(right)) == ([], [before])


async def test_of_two_statuses_of_one_day_the_one_that_is_named_is_taken_back(registry: Registry) -> None:
    await _status(registry, STAFF, "cuti", "2026-01-05", selesai="2026-01-09")
    await _status(registry, STAFF, "tugas_belajar", "2026-01-05")
    body = {"nip": STAFF, "jenis": "status", "mulai": "2026-01-05", "alasan": "Keliru dicatat."}
    assert (await registry.ask("POST", "/decrees/withdraw", body, who=STAFFING)).problem()[:2] == (422, "status")
    named = body | {"status": "tugas_belajar"}
    assert (await registry.ask("POST", "/decrees/withdraw", named, who=STAFFING)).status == 200
    assert (await _me(registry, STAFF))["pegawai"]["status"] == "cuti"
    assert (await registry.ask("POST", "/decrees/withdraw", named, who=STAFFING)).status == 404


async def test_kon_p34_5_who_retires_acts_for_no_other_pd_any_more(registry: Registry) -> None:
    acts = {"syarat": {"sebagai": "plt"}, "selesai": "2026-06-30", "untuk_opd": "BKPP"}
    assert (await registry.grant(HEAD, "kepala_pd", **acts)).status == 200
    await _status(registry, HEAD, "pensiun", "2026-01-05")
    head: UUID = await registry.id_of(HEAD)
    held = await registry.ask("GET", f"/pegawai/{head}", who=head)
    assert [r["selesai"] for r in held.body["peran"]] == ["2026-01-04"]
    assert (await registry.told(HEAD))[-1]["peran_pd"] == []


@pytest.mark.parametrize(
    ("post", "sebagai"),
    [
        ({}, "kosong"),
        ({"JENIS_JABATAN": "pengawas", "MEMIMPIN_UNIT": "ya"}, "kosong"),
        ({"JENIS_JABATAN": "jpt_pratama"}, "bupati"),
        ({"JENIS_JABATAN": "administrator", "MEMIMPIN_UNIT": "ya", "KODE_OPD": "BKPP", "KODE_UNIT": "BKPP"}, "bupati"),
    ],
)
async def test_kuan_p1_24_a_file_without_a_superior_gives_nobody_to_the_bupati_but_his_own(
    registry: Registry, post: dict[str, str], sebagai: str
) -> None:
    """Whom a file leaves without a superior waits for one; heads of a PD and JPT Pratama are the Bupati's."""
    nip = "198001012005011006"
    await registry.load([*rows(), row(nip, "-", **post)])
    assert [t["sebagai"] for t in (await registry.told(nip))[-1]["penilai"]] == [sebagai]
    listed = (await registry.ask("GET", "/pegawai?tanpa_atasan=true", who=STAFFING)).body
    assert [p["nip"] for p in listed] == ([nip] if sebagai == "kosong" else [])

"""The Tim Penilai Kinerja as a thing of its own, and the roles that come and go with it (KON P36, reading B44)."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.identity import PegawaiRecorded, TimPenilaiRecorded
from tests.service.registry import BOSS, HEAD, STAFF, Registry, row
from tests.service.retelling import retold

NIPS = [f"1985010120100110{n:02d}" for n in range(1, 10)]
OPDS = ["BKPSDM", "INSPEKTORAT", "DINKES", "DINKES", "SETDA", "SETDA", "DINKES", "DINKES", "INSPEKTORAT"]
ROLES = ["tim_penilai_ketua", "tim_penilai_sekretaris", *["tim_penilai_anggota"] * 5]


def team(sk: str = "Keputusan Bupati 100.3/7/2026", tanggal: str = "2026-01-05", **more: Any) -> dict[str, Any]:
    members = [
        {"nip": nip, "peran": peran, "kompetensi": "Diklat penilaian"} for nip, peran in zip(NIPS, ROLES, strict=False)
    ]
    return {"sk": sk, "tanggal": tanggal, "anggota": members, **more}


@pytest.fixture
async def konsel(konsel_registry: Registry) -> Registry:
    others = {"TANGGAL_LAHIR": "1985-01-01"}
    await konsel_registry.load(
        [row(nip, BOSS, KODE_OPD=opd, KODE_UNIT=opd, **others) for nip, opd in zip(NIPS, OPDS, strict=True)]
    )
    await konsel_registry.service.told()
    return konsel_registry


async def form(konsel: Registry, body: dict[str, Any], status: int = 201, who: str = "pengelola_kepegawaian") -> Any:
    made = await konsel.ask("POST", "/teams", body, who=who)
    assert made.status == status, made.body
    return made


async def held(konsel: Registry, nip: str) -> list[str]:
    return list((await konsel.told(nip))[-1]["peran"])


async def test_kon_p36_a_team_of_seven_holds_its_roles_for_three_years(konsel: Registry) -> None:
    made = (await form(konsel, team())).body
    assert (made["mulai"], made["selesai"]) == ("2026-01-05", "2029-01-04")
    told = {t["nip"]: t["peran"] for t in await konsel.service.told(PegawaiRecorded)}
    assert told == {nip: [peran] for nip, peran in zip(NIPS, ROLES, strict=False)}
    listed = (await konsel.ask("GET", "/teams", who="super_admin")).body
    assert len(listed) == 1 and listed[0]["berlaku"] and len(listed[0]["anggota"]) == 7
    await konsel.service.at("2029-01-04T23:59", "+08:00")
    assert await konsel.service.told() == []
    await konsel.service.at("2029-01-05T00:01", "+08:00")
    assert [t["peran"] for t in await konsel.service.told(PegawaiRecorded)] == [[]] * 7
    assert (await konsel.ask("GET", "/teams", who="super_admin")).body[0]["berlaku"] is False


@pytest.mark.parametrize(
    ("change", "pasal", "field"),
    [
        (lambda m: m[:6], "36(2)", "anggota"),
        (lambda m: [*m, {"nip": NIPS[7], "peran": ROLES[6], "kompetensi": "Ada"}], "36(2)", "anggota"),
        (lambda m: [m[0] | {"nip": NIPS[7]}, *m[1:]], "36(1)", "anggota"),
        (lambda m: [m[0], m[1] | {"nip": NIPS[7]}, *m[2:]], "36(1)", "anggota"),
        (lambda m: [*m[:6], m[6] | {"kompetensi": " "}], "36(1)", "anggota[6].kompetensi"),
        (lambda m: [*m[:6], m[6] | {"nip": "198501012010011099"}], "36(1)", "anggota"),
    ],
    ids=["six", "eight", "no BKPSDM", "no Inspektorat", "no competence", "unknown"],
)
async def test_kon_p36_1_2_what_is_no_team(konsel: Registry, change: Any, pasal: str, field: str) -> None:
    body = team()
    body["anggota"] = change(body["anggota"])
    assert (await form(konsel, body, 422)).problem() == (422, field, pasal)
    assert await konsel.service.told() == [], "and nobody got a role"


async def test_kon_p36_3_a_team_is_renewed_and_its_members_carry_on(konsel: Registry) -> None:
    await form(konsel, team())
    assert (await form(konsel, team("Keputusan 2"), 409)).body["pasal"] == "36(3)"
    await konsel.service.at("2028-12-20T09:00", "+08:00")
    again = team("Keputusan 3", "2028-12-20", mulai="2029-01-05")
    assert (await form(konsel, again)).body["selesai"] == "2032-01-04"
    assert await held(konsel, NIPS[0]) == [ROLES[0]], "not lost between the decree and its day"
    await konsel.service.at("2029-01-05T00:01", "+08:00")
    assert await held(konsel, NIPS[0]) == [ROLES[0]]
    await konsel.service.at("2032-01-05T00:01", "+08:00")
    assert await held(konsel, NIPS[0]) == []


async def test_kon_p36_reading_b44_a_replacement_serves_the_rest_of_the_term(konsel: Registry) -> None:
    made = (await form(konsel, team())).body
    path = f"/teams/{made['tim_id']}/replacements"
    change = {
        "sk": "Keputusan 5", "tanggal": "2026-01-05", "mulai": "2027-03-01", "nip_lama": NIPS[6], "nip_baru": NIPS[7], "kompetensi": "Diklat",
    }  # fmt: skip
    for bad, pasal, field in (
        ({"kompetensi": ""}, "36(1)", "kompetensi"), ({"nip_lama": NIPS[8]}, "36(3)", "nip_lama"),
        ({"nip_lama": NIPS[1]}, "36(1)", "anggota"), ({"nip_baru": NIPS[2]}, "36(2)", "anggota"),
    ):  # fmt: skip
        assert (await konsel.ask("POST", path, change | bad, who="pengelola_kepegawaian")).problem() == (
            422,
            field,
            pasal,
        )
    assert (await konsel.ask("POST", path, change | {"mulai": "2029-01-05"}, who="pengelola_kepegawaian")).status == 422
    rest = (await konsel.ask("POST", path, change, who="pengelola_kepegawaian")).body
    assert (rest["mulai"], rest["selesai"]) == ("2027-03-01", "2029-01-04")
    assert await held(konsel, NIPS[6]) == ["tim_penilai_anggota"], "until the day before"
    await konsel.service.at("2027-03-01T00:01", "+08:00")
    told = {t["nip"]: t["peran"] for t in await konsel.service.told(PegawaiRecorded)}
    assert told == {NIPS[6]: [], NIPS[7]: ["tim_penilai_anggota"]}
    await konsel.service.at("2029-01-05T00:01", "+08:00")
    assert await held(konsel, NIPS[7]) == []


async def test_kon_p36_5_nobody_joins_or_leaves_beside_the_keputusan(konsel: Registry) -> None:
    await form(konsel, team())
    refused = await konsel.grant(NIPS[7], "tim_penilai_anggota", selesai="2029-01-04", syarat={"kompetensi": "Ada"})
    assert refused.problem() == (409, "", "36(5)")
    end = {"nip": NIPS[6], "peran": "tim_penilai_anggota", "dasar": "SK.9/2026"}
    assert (await konsel.ask("POST", "/roles/revoke", end, who="super_admin")).problem() == (409, "", "36(5)")
    for who in (await konsel.id_of(STAFF), "super_admin"):
        assert (await konsel.ask("POST", "/teams", team(), who=who)).status == 403
    await konsel.grant(NIPS[0], "pyb")
    chair = await konsel.id_of(NIPS[0])
    again = team("Keputusan 2", "2029-01-05")
    assert (await konsel.ask("POST", "/teams", again, who=chair)).problem() == (403, "", "kebijakan"), "not himself"


async def test_kuan_knows_no_team_and_nobody_forms_one(registry: Registry) -> None:
    for path, method in (("/teams", "GET"), ("/teams", "POST")):
        refused = await registry.ask(method, path, team() if method == "POST" else None, who="super_admin")
        assert refused.status == 403 and "tidak seorang pun" in refused.body["detail"]
    assert (await registry.grant(HEAD, "tim_penilai_ketua")).problem()[:2] == (422, "peran")


async def test_kon_p36_the_team_is_told_whole_when_it_is_formed_and_when_a_member_is_replaced(konsel: Registry) -> None:
    """Seven members with chair and secretary, three years, a member of BKPSDM and one of the Inspektorat."""
    made = (await form(konsel, team())).body
    told = await konsel.service.told(TimPenilaiRecorded)
    assert [(t["tim_id"], t["mulai"], t["selesai"]) for t in told] == [(made["tim_id"], "2026-01-05", "2029-01-04")]
    members = told[0]["anggota"]
    ids = [str(await konsel.id_of(nip)) for nip in NIPS]
    assert {m["asn_id"]: m["peran"] for m in members} == dict(zip(ids, ROLES, strict=False))
    assert [m["opd"] for m in members].count("BKPSDM") == 1 == [m["opd"] for m in members].count("INSPEKTORAT")
    assert {(m["mulai"], m["selesai"], m["sk"]) for m in members} == {
        ("2026-01-05", "2029-01-04", "Keputusan Bupati 100.3/7/2026")
    }
    change = {
        "sk": "Keputusan 5", "tanggal": "2026-01-05", "mulai": "2027-03-01", "nip_lama": NIPS[6], "nip_baru": NIPS[7], "kompetensi": "Diklat",
    }  # fmt: skip
    assert (
        await konsel.ask("POST", f"/teams/{made['tim_id']}/replacements", change, who="pengelola_kepegawaian")
    ).status < 300
    after = {m["asn_id"]: (m["mulai"], m["selesai"], m["sk"]) for m in (await _one(konsel))["anggota"]}
    assert len(after) == 8
    assert after[ids[6]] == ("2026-01-05", "2027-02-28", "Keputusan Bupati 100.3/7/2026")
    assert after[ids[7]] == ("2027-03-01", "2029-01-04", "Keputusan 5")
    versions = await konsel.service.rows("SELECT version FROM outbox WHERE subject = $1 ORDER BY id", made["tim_id"])
    assert [row["version"] for row in versions] == [1, 2]


async def test_kon_p36_what_is_told_of_a_team_names_nobody_but_by_id(konsel: Registry) -> None:
    await form(konsel, team())
    said = str(await _one(konsel))
    assert not any(nip in said for nip in NIPS) and "Pegawai" not in said and "Diklat" not in said


async def _one(konsel: Registry) -> Any:
    (told,) = await konsel.service.told(TimPenilaiRecorded)
    return told


async def test_kon_p36_a_team_that_is_refused_is_not_told(konsel: Registry) -> None:
    body = team()
    await form(konsel, body | {"anggota": body["anggota"][:6]}, 422)
    assert await konsel.service.told(TimPenilaiRecorded) == []


async def test_kon_p36_5_a_seat_in_the_team_is_ended_by_keputusan_alone(konsel: Registry) -> None:
    await form(konsel, team())
    await konsel.grant(NIPS[2], "inspektorat")
    assert await held(konsel, NIPS[2]) == ["inspektorat", "tim_penilai_anggota"]
    gone = {"nip": NIPS[2], "status": "mpp", "mulai": "2026-01-05", "sk": "SK.4/2026"}
    assert (await konsel.ask("POST", "/statuses", gone, who="pengelola_kepegawaian")).status == 200
    assert await held(konsel, NIPS[2]) == ["tim_penilai_anggota"]


async def test_kon_p36_5_a_team_is_retold_as_it_was_told(konsel: Registry) -> None:
    """With the decree of each member and its date, of who was replaced too."""
    made = (await form(konsel, team())).body
    change = {
        "sk": "Keputusan Bupati 100.3/9/2026", "tanggal": "2026-01-05", "mulai": "2026-02-01", "nip_lama": NIPS[6],
        "nip_baru": NIPS[7], "kompetensi": "Diklat penilaian",
    }  # fmt: skip
    path = f"/teams/{made['tim_id']}/replacements"
    assert (await konsel.ask("POST", path, change, who="pengelola_kepegawaian")).status < 300
    told = (await konsel.service.told(TimPenilaiRecorded))[-1]
    (again,) = await retold(konsel.service, "teams", tenant="konsel")
    assert again.body == told
    assert {member["tanggal_sk"] for member in told["anggota"]} == {"2026-01-05"}

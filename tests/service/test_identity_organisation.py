"""What lies in what, and who is left where a unit goes (KUAN P1(23), P23(3); KON P15(3)), and its working week."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from contracts.identity import OpdRecorded
from tests.service.hosted import Answer
from tests.service.registry import ADMIN_NIP, HEAD, STAFF, Registry, row, rows, workbook

STAFFING = "pengelola_kepegawaian"
P2P = {"kode": "DINKES.P2P", "nama": "Unit DINKES.P2P", "jenis": "dinas", "sk": "PB.2/2026", "induk": "DINKES"}


async def _keep(registry: Registry, **more: Any) -> Answer:
    return await registry.ask("POST", "/opd", P2P | more, who=STAFFING)


async def _prepared(registry: Registry, content: bytes) -> Any:
    made = await registry.ask("POST", "/imports", content, who=STAFFING, kind="application/x")
    assert made.status == 201, made.body
    return made.body


@pytest.mark.parametrize("change", [{"induk": "BKPP"}, {"induk": ""}, {"kode": "DINKES", "induk": "BKPP"}])
async def test_kuan_p23_3_a_unit_does_not_move_to_another_pd_without_its_people(
    registry: Registry, change: dict[str, str]
) -> None:
    refused = await _keep(registry, **change)
    assert refused.problem() == (409, "", "23(3)")
    there = {"": 3, "BKPP": 4 if "kode" in change else 3}[change["induk"]]
    assert f"{there} pegawai" in refused.body["detail"]
    found = {o["kode"]: o["induk"] for o in (await registry.ask("GET", "/opd", who=STAFFING)).body}
    assert (found["DINKES.P2P"], found["DINKES"]) == ("DINKES", "")


async def test_kuan_p23_3_an_empty_unit_moves_and_so_does_one_within_its_pd(registry: Registry) -> None:
    assert (await _keep(registry, kode="DINKES.X", induk="DINKES")).status == 204
    assert (await _keep(registry, induk="DINKES.X")).status == 204, "within the PD"
    assert (await _keep(registry, kode="BKPP.PA", induk="DINKES")).status == 204, "nobody is there"


async def test_kuan_p23_3_a_file_moves_a_unit_with_its_people_or_not_at_all(registry: Registry) -> None:
    moved = [r | ({"KODE_OPD": "BKPP"} if r["KODE_UNIT"] == "DINKES.P2P" else {}) for r in rows()]
    alone = await _prepared(registry, workbook(moved[:3], more_units=[("DINKES.P2P", "BKPP")]))
    assert [(r["baris"], r["kolom"]) for r in alone["refused"]] == [(7, "OPD.INDUK"), (4, "KODE_UNIT")]
    assert "2 pegawai" in alone["refused"][0]["alasan"], "two of the three are not in the file"
    whole = await _prepared(registry, workbook(moved, more_units=[("DINKES.P2P", "BKPP")]))
    assert (whole["refused"], whole["changed"]) == ([], 3)


async def test_kuan_p1_23_the_pd_of_a_person_is_no_unit_of_one(registry: Registry) -> None:
    file = [*rows(), row("198001012005011006", HEAD, KODE_OPD="DINKES.P2P", KODE_UNIT="DINKES.P2P")]
    seen = await _prepared(registry, workbook(file, more_units=()))
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(7, "KODE_OPD")]
    post = {
        "nip": STAFF, "mulai": "2026-01-05", "sk": "SK.7/2026", "jabatan": "Analis", "jenis_jabatan": "pelaksana",
        "kelas_jabatan": 7, "opd": "DINKES.P2P", "unit": "DINKES.P2P",
    }  # fmt: skip
    assert (await registry.ask("POST", "/placements", post, who=STAFFING)).problem()[:2] == (422, "opd")


async def test_x6_a_unit_of_six_days_keeps_them_when_nothing_is_said_of_them(registry: Registry) -> None:
    assert (await _keep(registry, hari_kerja=6)).status == 204
    await registry.service.told()
    assert (await _keep(registry, nama="Bidang P2P")).status == 204
    assert [(t["nama"], t["hari_kerja"]) for t in await registry.service.told(OpdRecorded)] == [("Bidang P2P", 6)]
    made = await _prepared(registry, workbook(rows(), hari_kerja=""))
    assert (
        await registry.ask("POST", f"/imports/{made['impor_id']}/confirm", who="administrator_bidang")
    ).status == 200
    assert {t["kode"]: t["hari_kerja"] for t in await registry.service.told(OpdRecorded)} == {"DINKES.P2P": 6}
    assert (await _keep(registry, hari_kerja=5)).status == 204
    assert (await registry.told(ADMIN_NIP))[-1]["hari_kerja"] == 5, "only who says so changes it"


async def test_a_csv_of_an_older_office_is_read_as_it_was_written(registry: Registry) -> None:
    """Excel for Windows saves CSV in its own code page, not in UTF-8."""
    added = row("198001012005011006", HEAD, NAMA="Nur\u2019aini \u2013 S.Kom")
    out = io.StringIO()
    made = csv.DictWriter(out, list(added), delimiter=";")
    made.writeheader()
    made.writerow(added)
    seen = await _prepared(registry, out.getvalue().encode("cp1252"))
    assert (seen["added"], seen["refused"]) == (1, [])
    done = await registry.ask("POST", f"/imports/{seen['impor_id']}/confirm", who="administrator_bidang")
    assert done.status == 200
    assert (await registry.told(added["NIP"]))[-1]["nama"] == "Nur\u2019aini \u2013 S.Kom"


async def test_each_place_says_how_many_people_it_has_a_pd_with_its_units(registry: Registry) -> None:
    """By the five of `rows()`: one in SETDA, four in DINKES of whom three in its unit; nobody is counted if not asked."""
    found = {o["kode"]: o["pegawai"] for o in (await registry.ask("GET", "/opd", who=STAFFING)).body}
    assert found == {"SETDA": 1, "DINKES": 4, "DINKES.P2P": 3, "BKPP": 0, "BKPP.PA": 0}
    names = (await registry.ask("GET", "/opd?hitung=false", who=STAFFING)).body
    assert {o["kode"]: o["pegawai"] for o in names} == dict.fromkeys(found, 0)

"""Files as offices make them: what a cell, a column and a second file mean (KUAN P1(13), P1(24), P11(5); KON P50)."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest
import xlsxwriter

from tests.service.hosted import Answer
from tests.service.registry import ADMIN_NIP, HEAD, RAW, STAFF, Registry, row, rows, workbook

STAFFING, CONFIRMER = "pengelola_kepegawaian", "administrator_bidang"
NEW = "198001012005011006"


async def prepare(registry: Registry, content: bytes, query: str = "") -> Answer:
    return await registry.ask("POST", f"/imports{query}", content, who=STAFFING, kind="application/x")


async def confirm(registry: Registry, made: Any) -> Answer:
    return await registry.ask("POST", f"/imports/{made.body['impor_id']}/confirm", who=CONFIRMER)


async def load(registry: Registry, people: list[dict[str, str]]) -> Any:
    made = await prepare(registry, workbook(people))
    assert (await confirm(registry, made)).status == 200
    return made.body


def csv_of(people: list[dict[str, str]], *columns: str) -> bytes:
    return "\r\n".join([";".join(columns), *(";".join(p[c] for c in columns) for p in people)]).encode()


def but(nip: str, **more: str) -> list[dict[str, str]]:
    """The five people, one of them different."""
    return [r | more if r["NIP"] == nip else r for r in rows()]


async def person(registry: Registry, nip: str) -> Any:
    asn_id = await registry.id_of(nip)
    return (await registry.ask("GET", f"/pegawai/{asn_id}", who=asn_id)).body


async def test_the_confirmed_file_holds_and_the_same_file_again_is_unchanged(registry: Registry) -> None:
    """Another class within the same post (the same TMT), day after day; then another jabatan."""
    for day, more in (
        ("05", {"KELAS_JABATAN": "8"}), ("06", {"KELAS_JABATAN": "9"}), ("07", {"KELAS_JABATAN": "7"}),
        ("08", {"KELAS_JABATAN": "7", "JABATAN": "Bendahara"}),
        ("09", {"KELAS_JABATAN": "9", "JABATAN": "Bendahara", "TMT_JABATAN": "2026-01-09"}),
        ("12", {"KELAS_JABATAN": "9", "JABATAN": "Bendahara", "TMT_JABATAN": "2026-01-02"}),
        ("13", {"KELAS_JABATAN": "9", "JABATAN": "Arsiparis", "TMT_JABATAN": "2025-06-01"}),
        ("14", {"KELAS_JABATAN": "9", "JABATAN": "Kepala", "TMT_JABATAN": "2026-03-02"}),
    ):  # fmt: skip
        await registry.service.at(f"2026-01-{day}T08:00")
        file = but(STAFF, **more)
        assert (await load(registry, file))["changed"] == 1, (day, more)
        again = (await prepare(registry, workbook(file))).body
        assert (again["changed"], again["differences"]) == (0, []), (day, again["differences"])
        if day != "14":
            told = (await registry.told(STAFF))[-1]
            assert told["kelas_jabatan"] == int(more["KELAS_JABATAN"])
            assert told["tmt_jabatan"] == more.get("TMT_JABATAN", "2024-01-02")
    posts = (await registry.told(STAFF))[-1]["penempatan"]
    assert [(p["mulai"], p["jabatan"], p["kelas_jabatan"]) for p in posts] == [
        ("2024-01-02", "Analis", 7), ("2026-01-05", "Analis", 8), ("2026-01-06", "Analis", 9),
        ("2026-01-07", "Analis", 7), ("2026-01-08", "Bendahara", 7), ("2026-01-09", "Bendahara", 9),
        ("2026-01-13", "Arsiparis", 9), ("2026-03-02", "Kepala", 9),
    ], "what was held before stays as it was"  # fmt: skip


async def test_reading_a30_a_status_by_decree_lasts_until_its_end_whatever_the_monthly_file_says(
    registry: Registry,
) -> None:
    leave = {"nip": STAFF, "status": "cuti", "mulai": "2026-01-05", "selesai": "2026-01-18", "sk": "SC.1/2026"}
    assert (await registry.ask("POST", "/statuses", leave, who=STAFFING)).status == 200
    made = await load(registry, but(STAFF, NAMA="Pegawai Empat"))
    assert [c["kolom"] for d in made["differences"] for c in d["perubahan"]] == ["NAMA"]
    assert [(w["baris"], w["kolom"]) for w in made["peringatan"]] == [(5, "STATUS")]
    assert "2026-01-18" in made["peringatan"][0]["alasan"]
    assert (await person(registry, STAFF))["pegawai"]["status"] == "cuti"
    await registry.service.at("2026-01-19T00:01")
    assert (await person(registry, STAFF))["pegawai"]["status"] == "aktif"
    assert (await prepare(registry, workbook(but(STAFF, NAMA="Pegawai Empat")))).body["changed"] == 0


@pytest.mark.parametrize("antre", ["", "?antre=true"])
async def test_kuan_p1_24_an_older_file_does_not_put_back_what_nobody_saw(registry: Registry, antre: str) -> None:
    older = await prepare(registry, workbook([*but(STAFF, NIP_ATASAN=HEAD, NAMA="Nama Lain"), row(NEW, HEAD)]))
    newer = await prepare(registry, workbook(but(STAFF, NIP_ATASAN=ADMIN_NIP)))
    assert (await confirm(registry, newer)).status == 200
    refused = await registry.ask("POST", f"/imports/{older.body['impor_id']}/confirm{antre}", who=CONFIRMER)
    assert refused.status == 409
    assert [(e["field"], e["detail"]) for e in refused.body["errors"]] == [
        (f"{STAFF}.NIP_ATASAN", f"{ADMIN_NIP} menjadi {HEAD}")
    ]
    assert (await person(registry, STAFF))["pegawai"]["nama"] == "Pegawai 04", "nothing of it was written"
    fresh = await prepare(registry, workbook([*but(STAFF, NIP_ATASAN=HEAD, NAMA="Nama Lain"), row(NEW, HEAD)]))
    assert (await confirm(registry, fresh)).status == 200, "seen, it may be confirmed"


async def test_a_file_that_another_has_made_true_already_is_confirmed(registry: Registry) -> None:
    first, second = [await prepare(registry, workbook(but(STAFF, KELAS_JABATAN="8"))) for _ in range(2)]
    assert (await confirm(registry, first)).body["changed"] == 1
    assert (await confirm(registry, second)).body["changed"] == 0


async def test_a_unit_that_changed_meanwhile_is_not_put_back(registry: Registry) -> None:
    older = await prepare(registry, workbook(rows(), hari_kerja="6"))
    body = {"kode": "DINKES.P2P", "nama": "Bidang P2P", "induk": "DINKES", "jenis": "bidang", "sk": "PB.1/2026"}
    assert (await registry.ask("POST", "/opd", body, who=STAFFING)).status == 204
    assert (await confirm(registry, older)).status == 409


def faulty(column: str, error: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("PEGAWAI")
        people = [*rows()[:3], row(STAFF, HEAD)]
        columns = [c for c in people[0] if c not in {"TANGGAL_LAHIR", "JENIS_KELAMIN"}]
        sheet.write_row(2, 1, columns)
        for n, found in enumerate(people):
            for at, name in enumerate(columns):
                if found["NIP"] == STAFF and name == column:
                    sheet.write_formula(n + 4, at + 1, "=VLOOKUP(1,A1:A1,1)", None, error)
                else:
                    sheet.write_string(n + 4, at + 1, found[name])
        units = book.add_worksheet("OPD")
        units.write_row(0, 0, ["KODE", "NAMA", "INDUK", "JENIS"])
        units.write_row(1, 0, ["DINKES.P2P", "P2P"])
        units.write_formula(1, 2, "=NA()", None, "#N/A")
        units.write_string(1, 3, "bidang")
    return out.getvalue()


@pytest.mark.parametrize(("column", "error"), [("NIP_ATASAN", "#N/A"), ("KELAS_JABATAN", "#REF!"), ("NIP", "#NAME?")])
async def test_kuan_p1_24_an_error_cell_refuses_its_row_and_is_named(
    registry: Registry, column: str, error: str
) -> None:
    seen = (await prepare(registry, faulty(column, error))).body
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(8, column), (2, "OPD.INDUK")], (
        "as Excel numbers them"
    )
    assert all(e in r["alasan"] for e, r in zip((error, "#N/A"), seen["refused"], strict=True))
    assert (seen["opd"], seen["changed"]) == (0, 0)


async def test_kuan_p1_24_a_column_left_out_changes_nothing_an_empty_cell_does(registry: Registry) -> None:
    file = [r | {"KELAS_JABATAN": "9"} for r in rows()]
    seen = (await prepare(registry, csv_of(file, "NIP", "KELAS_JABATAN"))).body
    assert (seen["changed"], seen["refused"]) == (5, [])
    assert {c["kolom"] for d in seen["differences"] for c in d["perubahan"]} == {"KELAS_JABATAN"}
    decree = {"nip": STAFF, "nip_penilai": ADMIN_NIP, "mulai": "2026-01-05", "sk": "SK.2/2026"}
    assert (await registry.ask("POST", "/penilai", decree, who=STAFFING)).status == 200
    done = await registry.ask("POST", f"/imports/{seen['impor_id']}/confirm", who=CONFIRMER)
    assert done.status == 200, "what the file does not speak of may change meanwhile"
    told = (await registry.told(STAFF))[-1]
    assert (told["atasan_id"], told["kelas_jabatan"]) == (str(await registry.id_of(ADMIN_NIP)), 9)
    emptied = [r | {"NIP_ATASAN": ""} for r in rows() if r["NIP"] == STAFF]
    seen = (await prepare(registry, csv_of(emptied, "NIP", "NIP_ATASAN"), "?sebagian=true")).body
    assert seen["differences"][0]["perubahan"] == [{"kolom": "NIP_ATASAN", "dari": ADMIN_NIP, "menjadi": ""}]


async def test_who_is_new_needs_every_column(registry: Registry) -> None:
    seen = (await prepare(registry, csv_of([row(NEW, HEAD)], "NIP", "NAMA", "NIP_ATASAN"))).body
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(2, "STATUS")] and seen["added"] == 0


async def test_a_column_twice_is_422_naming_it(registry: Registry) -> None:
    twice = csv_of(rows(), "NIP", "NIP_ATASAN", "NAMA", "NIP_ATASAN")
    refused = await prepare(registry, twice)
    assert (refused.status, refused.body["field"]) == (422, "berkas") and "NIP_ATASAN" in refused.body["detail"]


@pytest.mark.parametrize("antre", ["", "&antre=true"])
async def test_a_file_can_say_that_it_is_partial(registry: Registry, antre: str) -> None:
    some = workbook(but(STAFF, NAMA="Lain")[3:4])
    whole = (await prepare(registry, some)).body
    assert (whole["removed"], whole["sebagian"]) == (4, False)
    made = (await prepare(registry, some, f"?sebagian=true{antre}")).body
    while await registry.service.fire():
        pass
    seen = (await registry.ask("GET", f"/imports/{made['impor_id']}", who=STAFFING)).body["preview"]
    assert (seen["removed"], seen["changed"], seen["sebagian"]) == (0, 1, True)
    assert [d["jenis"] for d in seen["differences"]] == ["changed"]


async def test_warnings_stand_beside_refusals(registry: Registry) -> None:
    young = "199001012006011001"
    seen = (await prepare(registry, workbook([*rows(), row(young, HEAD, TANGGAL_LAHIR="1990-01-01")]))).body
    assert (seen["refused"], seen["added"]) == ([], 1)
    assert [(w["baris"], w["kolom"]) for w in seen["peringatan"]] == [(7, "NIP")]
    assert "16 tahun" in seen["peringatan"][0]["alasan"]


async def test_rows_behind_the_scenes_have_the_numbers_of_the_file(registry: Registry) -> None:
    people = [*rows(), row(NEW, HEAD, GOLONGAN="IX")]
    content = b"sep=;\r\n\r\n\r\n" + csv_of(people, *people[0])
    direct = (await prepare(registry, content)).body
    assert [(r["baris"], r["kolom"]) for r in direct["refused"]] == [(9, "GOLONGAN")]
    made = (await prepare(registry, content, "?antre=true")).body
    while await registry.service.fire():
        pass
    seen = (await registry.ask("GET", f"/imports/{made['impor_id']}", who=STAFFING)).body["preview"]
    assert seen["refused"] == direct["refused"]


async def test_kuan_p1_24_two_files_make_no_circle(registry: Registry) -> None:
    """ADMIN above RAW in one, RAW above ADMIN in the other: the second is refused, whoever saw what."""
    letter = {"SURAT_PENUNJUKAN": "ST.1/2026"}
    one = await prepare(registry, workbook(but(RAW, NIP_ATASAN=ADMIN_NIP)))
    two = await prepare(registry, workbook(but(ADMIN_NIP, NIP_ATASAN=RAW, **letter)[2:3]), "?sebagian=true")
    assert (await confirm(registry, one)).status == 200
    refused = await confirm(registry, two)
    assert (refused.status, refused.body["field"]) == (409, "NIP_ATASAN")


async def test_kuan_p1_24_two_files_confirmed_at_once_make_no_circle(registry: Registry) -> None:
    letter = {"SURAT_PENUNJUKAN": "ST.1/2026"}
    one = await prepare(registry, workbook(but(RAW, NIP_ATASAN=ADMIN_NIP)))
    two = await prepare(registry, workbook(but(ADMIN_NIP, NIP_ATASAN=RAW, **letter)[2:3]), "?sebagian=true")
    both = await asyncio.gather(confirm(registry, one), confirm(registry, two))
    assert sorted(answer.status for answer in both) == [200, 409]


async def test_kuan_p1_24_decrees_make_no_circle_on_any_day(registry: Registry) -> None:
    async def decree(nip: str, penilai: str, mulai: str) -> Answer:
        body = {"nip": nip, "nip_penilai": penilai, "mulai": mulai, "sk": "SK.2/2026", "surat_penunjukan": "ST.1/2026"}
        return await registry.ask("POST", "/penilai", body, who=STAFFING)

    assert (await decree(STAFF, ADMIN_NIP, "2026-06-01")).status == 200
    refused = await decree(ADMIN_NIP, STAFF, "2026-02-01")
    assert refused.problem()[:2] == (422, "nip_penilai") and "2026-06-01" in refused.body["detail"]
    both = await asyncio.gather(decree(RAW, ADMIN_NIP, "2026-03-01"), decree(ADMIN_NIP, RAW, "2026-03-01"))
    assert sorted(a.status for a in both) == [200, 422], "also of two at once"
    file = await prepare(registry, workbook(but(HEAD, NIP_ATASAN=STAFF, SURAT_PENUNJUKAN="ST.2/2026")))
    assert {r["kolom"] for r in file.body["refused"]} == {"NIP_ATASAN"}

"""Staffing data: import with a preview, terms with dates, the year (KUAN P1, P11; KON P1(26), P34, P50; A21, A22)."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from contracts.identity import LaporanUnitSubmitted, YearClosed
from services.identity.bootstrap import bootstrap
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, RAW, STAFF, Registry, row, rows, workbook


async def prepared(registry: Registry, content: bytes, status: int = 201) -> Any:
    made = await registry.ask("POST", "/imports", content, who="pengelola_kepegawaian", kind="application/x")
    assert made.status == status, made.body
    return made.body


async def test_kuan_p11_5_the_preview_shows_what_a_file_would_do_and_nothing_is_written(registry: Registry) -> None:
    new = row("198001012005011006", HEAD)
    bad = row("198001012005011007", HEAD, GOLONGAN="IX")
    orphan = row("198001012005011008", "199901012020121001")
    file = [*(r for r in rows() if r["NIP"] != STAFF), new, bad, orphan, new]
    file[1] = file[1] | {"JABATAN": "Kepala Dinas Kesehatan"}
    seen = await prepared(registry, workbook(file))
    assert (seen["added"], seen["changed"], seen["unchanged"], seen["removed"]) == (1, 1, 3, 1)
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(7, "GOLONGAN"), (9, "NIP"), (8, "NIP_ATASAN")]
    assert [(d["nip"], d["jenis"], d["baris"]) for d in seen["differences"]] == [
        (HEAD, "changed", 3), (new["NIP"], "added", 6), (STAFF, "removed", 0),
    ]  # fmt: skip
    assert seen["differences"][0]["perubahan"] == [
        {"kolom": "JABATAN", "dari": "Analis", "menjadi": "Kepala Dinas Kesehatan"}
    ]
    assert len(await registry.service.rows("SELECT 1 FROM pegawai")) == 5
    done = await registry.ask("POST", f"/imports/{seen['impor_id']}/confirm", who="administrator_bidang")
    assert (done.body["added"], done.body["changed"]) == (1, 1), "one bad row loses no good one"
    again = await registry.ask("POST", f"/imports/{seen['impor_id']}/confirm", who="administrator_bidang")
    assert again.status == 409


async def test_a_row_that_belongs_nowhere_is_refused_and_loses_no_good_one(registry: Registry) -> None:
    file = [
        *rows(),
        row("198001012005011006", HEAD, KODE_OPD="TAKADA", KODE_UNIT="TAKADA"),
        row("198001012005011007", HEAD, KODE_UNIT="DINKES.P2X"),
        row("198001012005011008", HEAD, KODE_UNIT="BKPP.PA"),
        row("198001012005011009", HEAD),
    ]
    seen = await prepared(registry, workbook(file, more_units=()))
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(7, "KODE_OPD"), (8, "KODE_UNIT"), (9, "KODE_UNIT")]
    assert (seen["added"], seen["unchanged"]) == (1, 5)


async def test_a_unit_that_lies_nowhere_is_refused_with_its_people(registry: Registry) -> None:
    file = [*rows(), row("198001012005011006", HEAD, KODE_UNIT="DINKES.X")]
    units = [("DINKES.X", "DINKES.Y"), ("PUTAR.A", "PUTAR.B"), ("PUTAR.B", "PUTAR.A"), ("DINKES.Z", "DINKES.P2P")]
    seen = await prepared(registry, workbook(file, more_units=units))
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [
        (7, "OPD.INDUK"), (8, "OPD.INDUK"), (9, "OPD.INDUK"), (7, "KODE_UNIT"),
    ]  # fmt: skip
    assert seen["opd"] == 6
    whole = await registry.ask("POST", "/imports?antre=true", workbook(file, more_units=units), who="pengelola_kepegawaian",
                               kind="application/x")  # fmt: skip
    while await registry.service.fire():
        pass
    behind = (await registry.ask("GET", f"/imports/{whole.body['impor_id']}", who="pengelola_kepegawaian")).body
    assert behind["preview"]["refused"] == seen["refused"], "read behind the scenes it is judged alike"


async def test_an_import_has_four_eyes(registry: Registry) -> None:
    seen = await prepared(registry, workbook(rows()))
    path = f"/imports/{seen['impor_id']}/confirm"
    assert (await registry.ask("POST", path, who="pengelola_kepegawaian")).status == 403
    refused = await registry.ask("POST", "/imports", workbook(rows()), who="administrator_bidang", kind="application/x")
    assert refused.status == 403


@pytest.mark.parametrize("separator", [";", ","])
async def test_a_csv_is_read_as_a_workbook_is(registry: Registry, separator: str) -> None:
    out = io.StringIO()
    made = csv.DictWriter(out, list(rows()[0]), delimiter=separator)
    made.writeheader()
    made.writerows([*rows(), row("198001012005011006", HEAD)])
    seen = await prepared(registry, out.getvalue().encode("utf-8-sig"))
    assert (seen["added"], seen["unchanged"]) == (1, 5)


async def test_a_file_is_read_as_offices_write_it(registry: Registry) -> None:
    """One sheet of whatever name, titles and choices in whatever letters, a NIP as it is printed, days of Indonesia."""
    neat = row("198001012005011006", HEAD, STATUS="cuti", TMT_JABATAN="2025-03-02")
    spelt = neat | {"NIP": "19800101 200501 1 006", "STATUS": "Cuti", "SIASN_VALIDATED": "YA", "JENIS": "pns",
                    "JENIS_KELAMIN": "l", "TMT_JABATAN": "02-03-2025", "NIP_ATASAN": f"'{HEAD}"}  # fmt: skip
    rounded = row("198001012005011007", HEAD, NIP="1.98001E+17")
    out = io.StringIO()
    made = csv.DictWriter(out, list(neat), delimiter=";")
    out.write(";".join(title.lower().replace("_", " ") for title in neat) + "\n")
    made.writerows([spelt, rounded])
    seen = await prepared(registry, out.getvalue().encode())
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(3, "NIP")]
    assert "dibulatkan" in seen["refused"][0]["alasan"]
    done = await registry.ask("POST", f"/imports/{seen['impor_id']}/confirm", who="administrator_bidang")
    assert done.body["added"] == 1
    told = (await registry.told(neat["NIP"]))[-1]
    assert (told["status"], told["tmt_jabatan"], told["atasan_id"]) == (
        "cuti",
        "2025-03-02",
        str(await registry.id_of(HEAD)),
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xff\xfe\x00", b"a;b\n1;2\n", b"NIP"])
async def test_a_file_that_is_none_is_422(registry: Registry, content: bytes) -> None:
    assert (await prepared(registry, content, 422))["field"] == "berkas"


async def test_kuan_p1_24_the_superior_changes_on_his_day_for_everyone(registry: Registry) -> None:
    await registry.service.told()
    body = {"nip": STAFF, "nip_penilai": ADMIN_NIP, "mulai": "2026-04-01", "sk": "SK.2/2026"}
    assert (await registry.ask("POST", "/penilai", body, who="super_admin")).status == 403
    assert (await registry.ask("POST", "/penilai", body, who="pengelola_kepegawaian")).status == 200
    head, admin = str(await registry.id_of(HEAD)), str(await registry.id_of(ADMIN_NIP))
    told = (await registry.told(STAFF))[-1]
    assert told["atasan_id"] == head
    assert [(t["penilai_id"], t["mulai"], t["selesai"]) for t in told["penilai"]] == [
        (head, "2024-01-02", "2026-03-31"), (admin, "2026-04-01", None),
    ]  # fmt: skip
    await registry.service.at("2026-03-31T23:59")
    assert await registry.told(STAFF) == []
    await registry.service.at("2026-04-01T00:01")
    assert [t["atasan_id"] for t in await registry.told(STAFF)] == [admin]


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [({"nip_penilai": RAW}, 422, "surat_penunjukan"), ({"nip_penilai": STAFF}, 422, "surat_penunjukan"),
     ({"nip_penilai": STAFF, "surat_penunjukan": "ST.1/2026"}, 422, "nip_penilai"), ({"nip_penilai": None}, 422, "nip_penilai"),
     ({"nip_penilai": "198001012005011099"}, 404, ""), ({"nip_penilai": RAW, "surat_penunjukan": "ST.1/2026"}, 200, "")],
)  # fmt: skip
async def test_kon_p1_26_who_may_be_penilai(
    registry: Registry, change: dict[str, Any], status: int, field: str
) -> None:
    body = {"nip": STAFF, "mulai": "2026-04-01", "sk": "SK.2/2026"} | change
    answer = await registry.ask("POST", "/penilai", body, who="pengelola_kepegawaian")
    assert answer.status == status and (not field or answer.body["field"] == field)


async def test_nobody_is_above_himself_over_any_number_of_steps(registry: Registry) -> None:
    body = {"nip": BOSS, "nip_penilai": ADMIN_NIP, "mulai": "2026-04-01", "sk": "SK.2/2026"}
    assert (await registry.ask("POST", "/penilai", body, who="pengelola_kepegawaian")).problem()[:2] == (
        422,
        "nip_penilai",
    )


async def test_kon_p34_5_a_plh_is_appointed_by_the_superior_of_the_absent(registry: Registry) -> None:
    body = {
        "nip_pejabat": HEAD, "nip_pelaksana": ADMIN_NIP, "sebagai": "plh", "mulai": "2026-01-12",
        "selesai": "2026-01-13", "sk": "SK.3/2026", "nip_pemberi": BOSS,
    }  # fmt: skip
    for pemberi in (HEAD, None):
        refused = await registry.ask(
            "POST", "/delegations", body | {"nip_pemberi": pemberi}, who="pengelola_kepegawaian"
        )
        assert refused.problem() == (403, "", "kebijakan")
    await registry.service.told()
    done = await registry.ask("POST", "/delegations", body, who="pengelola_kepegawaian")
    assert done.body == {"affected": 3}, "the three below him"
    admin, head = str(await registry.id_of(ADMIN_NIP)), str(await registry.id_of(HEAD))
    await registry.service.told()
    for moment, who in (("2026-01-12T00:01", admin), ("2026-01-14T00:01", head)):
        await registry.service.at(moment)
        assert [t["atasan_id"] for t in await registry.told(STAFF)] == [who]


async def test_kuan_reading_a22_a_superior_who_retires_leaves_his_post_vacant(registry: Registry) -> None:
    body = {"nip": HEAD, "status": "pensiun", "mulai": "2026-02-01", "sk": "SK.4/2026"}
    assert (await registry.ask("POST", "/statuses", body, who="pengelola_kepegawaian")).status == 200
    await registry.service.told()
    await registry.service.at("2026-02-01T00:01")
    told = await registry.told(STAFF)
    assert [(t["sebagai"], t["mulai"]) for t in told[-1]["penilai"]] == [
        ("definitif", "2024-01-02"),
        ("kosong", "2026-02-01"),
    ]
    assert told[-1]["atasan_id"] is None


async def test_kuan_reading_a30_a_status_has_its_days(registry: Registry) -> None:
    body = {"nip": STAFF, "status": "cuti", "mulai": "2026-01-12", "selesai": "2026-01-13", "sk": "SC.1/2026"}
    assert (
        await registry.ask("POST", "/statuses", body | {"selesai": "2026-01-11"}, who="pengelola_kepegawaian")
    ).status == 422
    assert (await registry.ask("POST", "/statuses", body, who="pengelola_kepegawaian")).status == 200
    await registry.service.told()
    for moment, status in (("2026-01-12T00:01", "cuti"), ("2026-01-14T00:01", "aktif")):
        await registry.service.at(moment)
        assert [t["status"] for t in await registry.told(STAFF)] == [status]


async def test_kon_p15_3_a_post_is_taken_up_on_its_day(registry: Registry) -> None:
    body = {
        "nip": STAFF, "mulai": "2026-05-01", "sk": "SK.5/2026", "jabatan": "Analis SDM", "jenis_jabatan": "pelaksana",
        "kelas_jabatan": 7, "opd": "BKPP", "unit": "BKPP.PA",
    }  # fmt: skip
    unknown = await registry.ask("POST", "/placements", body | {"unit": "NIRWANA"}, who="pengelola_kepegawaian")
    assert unknown.problem()[:2] == (422, "unit")
    await registry.service.told()
    assert (await registry.ask("POST", "/placements", body, who="pengelola_kepegawaian")).status == 200
    recorded = (await registry.told(STAFF))[-1]
    assert recorded["opd"] == "DINKES", "known from its decree on, held from its day on (KUAN P23(3))"
    assert [(p["mulai"], p["unit"]) for p in recorded["penempatan"]] == [
        ("2024-01-02", "DINKES.P2P"), ("2026-05-01", "BKPP.PA"),
    ]  # fmt: skip
    await registry.service.at("2026-05-01T00:01")
    told = (await registry.told(STAFF))[-1]
    assert (told["opd"], told["jabatan"], told["tmt_jabatan"]) == ("BKPP", "Analis SDM", "2026-05-01")


async def test_kuan_p1_21_p1_18_roles_are_granted_and_ended_by_the_super_admin_alone(registry: Registry) -> None:
    assert (await registry.grant(STAFF, "pengelola_kinerja", dasar="   ")).problem()[:2] == (422, "grants[0].dasar")
    assert (await registry.grant(STAFF, "raja")).problem()[:2] == (422, "peran")
    assert (await registry.grant(STAFF, "pengelola_kinerja")).body["granted"] == 1
    assert (await registry.grant(STAFF, "pengelola_kinerja")).body["granted"] == 0
    assert (await registry.told(STAFF))[-1]["peran"] == ["pengelola_kinerja"]
    staff = await registry.id_of(STAFF)
    grant = {"grants": [{"nip": RAW, "peran": "pengelola_kinerja", "dasar": "SK.1/2026"}]}
    assert (await registry.ask("POST", "/roles", grant, who=staff)).problem() == (403, "", "1(21)")
    end = {"nip": STAFF, "peran": "pengelola_kinerja", "dasar": "SK.9/2026"}
    assert (await registry.ask("POST", "/roles/revoke", end, who=staff)).status == 403
    assert (await registry.ask("POST", "/roles/revoke", end, who="super_admin")).status == 204
    assert (await registry.told(STAFF))[-1]["peran"] == []
    assert (await registry.ask("POST", "/roles/revoke", end, who="super_admin")).status == 404


async def test_kon_p36_a_term_of_three_years_ends_on_its_day(registry: Registry) -> None:
    """2024-07-01 and three years: 2027-06-30 is the last day."""
    assert (await registry.grant(STAFF, "pengelola_kinerja", selesai="2027-06-30")).status == 200
    await registry.service.told()
    await registry.service.at("2027-06-30T23:59")
    assert await registry.told(STAFF) == []
    await registry.service.at("2027-07-01T00:01")
    assert (await registry.told(STAFF))[-1]["peran"] == []


async def test_kuan_p1_23_another_pds_data_is_closed_to_an_administrator(registry: Registry) -> None:
    await registry.grant(HEAD, "kepala_pd")
    stated = {"kepala_pd_nip": HEAD, "basis": "pengawas_kepegawaian"}
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=stated)).status == 200
    assert (await registry.grant(BOSS, "admin_pd", syarat=stated)).problem()[:2] == (422, "syarat.kepala_pd_nip")
    admin = await registry.id_of(ADMIN_NIP)
    assert (await registry.ask("GET", "/pegawai?opd=SETDA", who=admin)).problem() == (403, "", "1(23)")
    assert {p["opd"] for p in (await registry.ask("GET", "/pegawai", who=admin)).body} == {"DINKES"}
    kept = await registry.service.rows("SELECT subject FROM audit WHERE act = 'roster.read'")
    assert [r["subject"] for r in kept] == ["DINKES"]


async def test_kon_p50_1_unresolved_differences_keep_the_year_open(registry: Registry) -> None:
    assert (await registry.grant(BOSS, "ka_bkpp", selesai="2026-12-31", syarat={"sebagai": "plt"})).status == 200
    chief = await registry.id_of(BOSS)
    assert (await registry.ask("POST", "/years/close?tahun=2026", who=chief)).status == 409
    file = [*(r for r in rows() if r["NIP"] != STAFF), row("198001012005011006", HEAD, GOLONGAN="IX")]
    file[1] = file[1] | {"JABATAN": "Kepala Dinas"}
    made = await registry.ask(
        "POST", "/reconciliations?tahun=2026", workbook(file), who="pengelola_kepegawaian", kind="application/x"
    )
    assert made.body == {"tahun": 2026, "added": 0, "changed": 1, "removed": 1, "refused": 1, "open": 3}
    listed = (await registry.ask("GET", "/reconciliations?tahun=2026", who=chief)).body
    assert [(d["nip"], d["jenis"]) for d in listed] == [(HEAD, "changed"), ("baris 6", "refused"), (STAFF, "removed")]
    refused = await registry.ask("POST", "/years/close?tahun=2026", who=chief)
    assert refused.problem() == (409, "", "kebijakan") and "3 selisih" in refused.body["detail"]
    for difference in listed:
        answer = {"tahun": 2026, "nip": difference["nip"], "alasan": "Diperbaiki di SIASN."}
        assert (
            await registry.ask("POST", "/reconciliations/resolve", answer, who="pengelola_kepegawaian")
        ).status == 403
        assert (
            await registry.ask("POST", "/reconciliations/resolve", answer, who="administrator_bidang")
        ).status == 204
    assert (await registry.ask("POST", "/years/close?tahun=2026", who="super_admin")).status == 403
    assert (await registry.ask("POST", "/years/close?tahun=2026", who=chief)).status == 204
    assert await registry.service.told(YearClosed) == [{"tahun": 2026, "oleh": str(chief)}]
    again = await registry.ask(
        "POST", "/reconciliations?tahun=2026", workbook(file), who="pengelola_kepegawaian", kind="application/x"
    )
    assert again.status == 409, "closed"


async def test_kon_p50_2_the_heads_of_the_pd_report_their_data(registry: Registry) -> None:
    await registry.grant(HEAD, "kepala_pd")
    head = await registry.id_of(HEAD)
    assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=await registry.id_of(STAFF))).status == 403
    assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=head)).status == 204
    told = (await registry.ask("GET", "/unit-reports?tahun=2026", who="administrator_bidang")).body
    shares = {one["kode"]: one["persen"] for one in told.pop("per_opd")}
    assert told == {"tahun": 2026, "opd": 3, "lapor": 1, "belum": ["BKPP", "SETDA"], "persen": "33.33"}
    assert shares == {"BKPP": "0.00", "DINKES": "50.00", "SETDA": "0.00"}


async def test_kon_p50_2_the_leader_of_a_unit_reports_it_and_not_the_pd(konsel_registry: Registry) -> None:
    registry = konsel_registry
    assert (await registry.grant(ADMIN_NIP, "pimpinan_unit_kerja")).status == 200
    leader = await registry.id_of(ADMIN_NIP)
    await registry.service.told()
    assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=leader)).status == 204
    assert [t["opd"] for t in await registry.service.told(LaporanUnitSubmitted)] == ["DINKES.P2P"]
    told = (await registry.ask("GET", "/unit-reports?tahun=2026", who="administrator_bidang")).body
    assert told["lapor"] == 0 and "DINKES" in told["belum"], "its head has not reported yet"


async def test_kon_p50_2_a_report_is_told_and_a_later_one_takes_its_place(registry: Registry) -> None:
    await registry.grant(HEAD, "kepala_pd")
    head = await registry.id_of(HEAD)
    for tahun, at in ((2026, "2026-01-05T09:00"), (2026, "2026-01-06T09:00"), (2025, "2026-01-06T09:00")):
        await registry.service.at(at)
        assert (await registry.ask("POST", f"/unit-reports?tahun={tahun}", who=head)).status == 204
    told = await registry.service.told(LaporanUnitSubmitted)
    assert [(t["laporan_id"], t["tahun"], t["opd"], t["oleh"], t["at"][:16]) for t in told] == [
        ("2026:DINKES", 2026, "DINKES", str(head), "2026-01-05T02:00"),
        ("2026:DINKES", 2026, "DINKES", str(head), "2026-01-06T02:00"),
        ("2025:DINKES", 2025, "DINKES", str(head), "2026-01-06T02:00"),
    ]
    kept = await registry.service.rows(
        "SELECT subject, version FROM outbox WHERE type = $1 ORDER BY id", LaporanUnitSubmitted.type_name()
    )
    assert [(r["subject"], r["version"]) for r in kept] == [("2026:DINKES", 1), ("2026:DINKES", 2), ("2025:DINKES", 1)]
    await registry.service.told()
    assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=await registry.id_of(STAFF))).status == 403
    assert await registry.service.told(LaporanUnitSubmitted) == []


async def test_ten_thousand_rows_are_imported_whole(registry: Registry) -> None:
    many = [
        row(f"19{70 + n % 30}{1 + n % 12:02d}{1 + n % 28:02d}2005011{n % 1000:03d}", HEAD, NAMA=f"Orang {n}")
        for n in range(11_000)
    ]
    unique = list(
        {r["NIP"]: {k: v for k, v in r.items() if k not in ("TANGGAL_LAHIR", "JENIS_KELAMIN")} for r in many}.values()
    )[:10_000]
    seen = await registry.load([*rows(), *unique])
    assert seen["added"] == len(unique) and not seen["refused"]
    assert len(await registry.service.rows("SELECT 1 FROM pegawai")) == len(unique) + 5


async def test_x6_a_unit_of_six_days_and_a_day_of_the_pemdas_own(registry: Registry) -> None:
    seen = await prepared(registry, workbook(rows(), "7"))
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(4, "OPD.HARI_KERJA")]
    seen = await prepared(registry, workbook(rows(), "6"))
    await registry.service.told()
    assert (
        await registry.ask("POST", f"/imports/{seen['impor_id']}/confirm", who="administrator_bidang")
    ).status == 200
    assert [t["hari_kerja"] for t in await registry.told(STAFF)] == [6]
    day = {"tanggal": "2026-10-12", "libur": True, "nama": "Hari jadi Kabupaten", "sk": "SE.1/2026"}
    assert (await registry.ask("POST", "/calendar", day, who="super_admin")).status == 403
    assert (await registry.ask("POST", "/calendar", day, who="pengelola_kepegawaian")).status == 204
    assert (await registry.ask("POST", "/calendar", day | {"libur": False}, who="pengelola_kepegawaian")).status == 204
    listed = (await registry.ask("GET", "/calendar?tahun=2026", who="pengelola_kepegawaian")).body
    assert {"tanggal": "2026-10-12", "libur": False, "nama": "Hari jadi Kabupaten"} in listed
    assert {"2026-01-01", "2026-08-17", "2026-12-25"} <= {d["tanggal"] for d in listed}, "the nation's"


async def test_x6_the_coming_year_has_its_holidays_and_what_a_pemda_set_stays(registry: Registry) -> None:
    service = registry.service
    own = {"tanggal": "2027-12-25", "libur": False, "nama": "Tetap bekerja", "sk": "SK.1/2027"}
    assert (await registry.ask("POST", "/calendar", own, who="pengelola_kepegawaian")).status == 204
    await service.at("2029-11-05T08:00")
    passwords = service.runtime.app.state.passwords
    await bootstrap(service.runtime.database, service.runtime.packs, passwords, "")
    found = await service.rows("SELECT tanggal::text AS tanggal, libur FROM hari_libur WHERE tenant = 'kuansing'")
    days = {r["tanggal"]: r["libur"] for r in found}
    assert days["2029-12-25"] and days["2030-01-01"] and days["2030-08-17"] and not days["2027-12-25"]


async def test_kuan_reading_a22_by_the_flag_the_next_superior_takes_a_vacant_post_over(registry: Registry) -> None:
    body = {"nip": HEAD, "status": "pensiun", "mulai": "2026-02-01", "sk": "SK.4/2026"}
    with registry.service.law("identity", vacant_post="next_superior"):
        assert (await registry.ask("POST", "/statuses", body, who="pengelola_kepegawaian")).status == 200
        await registry.service.told()
        await registry.service.at("2026-02-01T00:01")
        told = await registry.told(STAFF)
    boss = str(await registry.id_of(BOSS))
    assert [(t["sebagai"], t["mulai"]) for t in told[-1]["penilai"]] == [
        ("definitif", "2024-01-02"), ("atasan", "2026-02-01"), ("kosong", "2026-02-01"),
    ]  # fmt: skip
    assert told[-1]["atasan_id"] == boss

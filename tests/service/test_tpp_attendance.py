"""Attendance from the machine to the slip: imported cell by cell, corrected by version, objected to, answered.

The policy of this test: class 7 Rp1.000.000, 60/40, 9 of 10 outputs 540,000; discipline 400,000 less what attendance
cuts: 0,5 % up to 30 minutes late, 3 % absent.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from contracts.vocabulary import Jenis
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, STAF, STAF2, pegawai
from tests.service.test_tpp_again import PENGELOLA, measured
from tests.service.test_tpp_policies import FILE, confirm, loaded

SUPER, EKINERJA, CLERK = UUID(int=0x5400), UUID(int=0x5401), UUID(int=0x5600)
NIP, NIP2 = (pegawai(who, KASI).nip for who in (STAF, STAF2))
POLICY = (
    FILE.replace("4000000", "1000000").replace('"0.7"', '"0.6"').replace('"0.3"', '"0.4"')
    + """
[tpp.attendance]
pasal = "Diktum KETUJUH"
[tpp.attendance.value]
masuk = 07:30:00
pulang = 16:00:00
no_clock = "0.015"
absent = "0.03"
bands = [{ to = 30, cut = "0.005" }, { cut = "0.015" }]
"""
)
TITLES = "NIP;Tanggal;Jam Masuk;Jam Pulang;Ket"


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """Two PNS with nine of ten outputs, the policy in force, the clerk who hands files in."""
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    roles = {
        SUPER: ("super_admin",), EKINERJA: ("pengelola_e_kinerja",), PENGELOLA: ("pengelola_tpp",),
        CLERK: ("pengelola_kepegawaian",),
    }  # fmt: skip
    await tpp_process.hear(
        pegawai(STAF, KASI), pegawai(STAF2, KASI),
        *(pegawai(who, KASI, jenis=Jenis.PPPK, peran=peran) for who, peran in roles.items()),
    )  # fmt: skip
    await tpp_process.hear(measured(STAF, 9), measured(STAF2, 9))
    assert (await confirm(tpp_process, await loaded(tpp_process, POLICY))).status == 200
    yield tpp_process


async def hand_in(tpp: Hosted, *rows: str, profil: str = "rekap", titles: str = TITLES) -> Answer:
    body = "\n".join([titles, *rows] if titles else rows).encode()
    path = f"/attendance/imports?profil={profil}&nama=desember.csv"
    return await tpp.ask("POST", path, body, actor=CLERK, kind="text/csv")


async def taken(tpp: Hosted, *rows: str, **how: str) -> Any:
    answer = await hand_in(tpp, *rows, **how)
    assert answer.status == 201, answer.body
    return answer.body


async def days(tpp: Hosted, who: UUID = STAF) -> list[tuple[Any, ...]]:
    found = await tpp.get("/attendance/mine?periode=2025-12", actor=who)
    return [(d["hari"]["tanggal"], d["hari"]["masuk"], d["hari"]["pulang"], d["potongan"]) for d in found["hari"]]


async def discipline(tpp: Hosted) -> int:
    await tpp.post("/runs", {"periode": "2025-12"}, actor=PENGELOLA)
    slip = await tpp.get("/slips/mine?periode=2025-12", actor=STAF)
    return int(slip["lines"][1]["jumlah"])


async def test_attendance_of_a_file_cuts_the_slip_and_names_its_days(tpp: Hosted) -> None:
    assert await discipline(tpp) == 400_000
    told = await taken(
        tpp, f"{NIP};2025-12-01;07:45;16:05;", f"{NIP};02/12/2025;;;A", f"{NIP2};2025-12-01;7.30;16.00;H"
    )
    assert (told["baris"], told["berubah"], told["ditolak"]) == (3, 3, [])
    assert await days(tpp) == [("2025-12-01", "07:45:00", "16:05:00", "0,5%"), ("2025-12-02", None, None, "3%")]
    assert await discipline(tpp) == 386_000  # 400,000 x (100 % - 3.5 %)
    slip = await tpp.get("/slips/mine?periode=2025-12", actor=STAF)
    assert "Diktum KETUJUH" in slip["lines"][1]["pasal"]
    assert [s for s in slip["lines"][1]["sumber"] if s.startswith("presensi:")] == [
        "presensi:2025-12-01:1", "presensi:2025-12-02:1",
    ]  # fmt: skip


async def test_attendance_refuses_by_cell_and_takes_the_rest(tpp: Hosted) -> None:
    told = await taken(
        tpp,
        f"{NIP};2025-12-01;07:45;16:05;",  # row 2
        f"{NIP};31-31-2025;07:45;16:05;",
        f"{NIP};2025-12-03;8.3;16:00;",
        f"{NIP};2025-12-04;16:00;07:30;",
        f"{NIP};2025-12-05;07:30;16:00;bolos",
        f"{'9' * 18};2025-12-05;07:30;16:00;",
        "123;2025-12-05;07:30;16:00;",
        f"{NIP};2025-12-01;07:50;16:05;",
        f"{NIP};2026-01-21;07:50;16:05;",
        f"{NIP};2025-12-08;#N/A;16:05;",
        f"{NIP};2025-12-09;;;",
    )
    assert told["berubah"] == 1
    assert [(one["baris"], one["kolom"]) for one in told["ditolak"]] == [
        (3, "TANGGAL"), (4, "MASUK"), (5, "PULANG"), (6, "KETERANGAN"), (7, "NIP"), (8, "NIP"), (9, "TANGGAL"),
        (10, "TANGGAL"), (11, "MASUK"),
    ]  # fmt: skip
    assert "sudah ada di baris 2" in told["ditolak"][6]["alasan"] and told["ditolak"][1]["isi"] == "8.3"
    (kept,) = await tpp.get("/attendance/imports", actor=CLERK)
    assert (kept["nama"], kept["baris"], kept["berubah"], kept["ditolak"]) == ("desember.csv", 10, 1, 9)
    assert (told["baris"], told["banyak_ditolak"]) == (10, 9)


@pytest.mark.parametrize(
    ("profil", "titles", "rows"),
    [
        ("ketukan", "PIN;Scan Date", ["{};2025-12-01 07:45:10", "{};2025-12-01 12:01:00", "{};2025-12-01 16:05:59"]),
        ("attlog", "", ["{}\t2025-12-01 16:05:59\t1\t1", "{}\t2025-12-01 07:45:10\t1\t0"]),
    ],
)
async def test_attendance_taps_make_a_day_of_the_first_and_the_last(
    tpp: Hosted, profil: str, titles: str, rows: list[str]
) -> None:
    told = await taken(tpp, *(row.format(NIP) for row in rows), profil=profil, titles=titles)
    assert (told["berubah"], told["ditolak"]) == (1, [])
    assert await days(tpp) == [("2025-12-01", "07:45:10", "16:05:59", "0,5%")]


async def test_attendance_of_a_file_that_is_none_is_refused(tpp: Hosted) -> None:
    unknown = await hand_in(tpp, f"{NIP};2025-12-01;07:45;16:05;", profil="lain")
    assert unknown.problem()[:2] == (422, "profil") and "attlog, ketukan, rekap" in unknown.body["detail"]
    without = await hand_in(tpp, "x;y", titles="NIP;Jam Masuk")
    assert without.problem()[:2] == (422, "berkas") and "TANGGAL" in without.body["detail"]


async def test_attendance_is_corrected_by_version_and_the_same_file_changes_nothing(tpp: Hosted) -> None:
    row = f"{NIP};2025-12-01;07:45;16:05;"
    await taken(tpp, row)
    assert (await taken(tpp, row))["berubah"] == 0
    assert (await taken(tpp, f"{NIP};2025-12-01;07:30;16:05;"))["berubah"] == 1
    versions = await tpp.rows("SELECT version, masuk::text FROM presensi UNION ALL SELECT version, masuk::text FROM"
                              " presensi_lama ORDER BY 1")  # fmt: skip
    assert [tuple(v) for v in versions] == [(1, "07:45:00"), (2, "07:30:00")]
    rights = await tpp.rows(
        "SELECT privilege_type FROM information_schema.role_table_grants WHERE table_name = 'presensi_lama'"
        " AND grantee = 'tpp_app' ORDER BY 1"
    )
    assert [r["privilege_type"] for r in rights] == ["INSERT", "SELECT"]


async def object_to(tpp: Hosted, tanggal: str = "2025-12-01", who: UUID = STAF) -> Answer:
    return await tpp.ask("POST", "/attendance/objections", {"tanggal": tanggal, "alasan": "Mesin mati"}, actor=who)


async def answer(tpp: Hosted, ident: str, who: UUID = CLERK, **said: Any) -> Answer:
    body = {"jawaban": "Menurut buku apel"} | said
    return await tpp.ask("POST", f"/attendance/objections/{ident}/answer", body, actor=who)


async def test_attendance_that_somebody_says_is_wrong_cuts_nothing_before_the_answer(tpp: Hosted) -> None:
    await taken(tpp, f"{NIP};2025-12-01;07:45;16:05;")
    ident = (await object_to(tpp)).body["sanggahan_id"]
    assert await discipline(tpp) == 400_000
    slip = await tpp.get("/slips/mine?periode=2025-12", actor=STAF)
    assert "1 hari presensi dipersoalkan" in slip["alasan"]
    (waiting,) = await tpp.get("/attendance/objections?tujuan=menjawab", actor=CLERK)
    assert (waiting["nip"], waiting["tanggal"], waiting["alasan"]) == (NIP, "2025-12-01", "Mesin mati")
    assert (await answer(tpp, ident, diterima=False)).status == 200
    assert await discipline(tpp) == 398_000  # 400,000 x (100 % - 0.5 %)
    assert (await answer(tpp, ident, diterima=False)).status == 409
    found = await tpp.get("/attendance/mine?periode=2025-12", actor=STAF)
    assert (found["hari"][0]["hari"]["diterima"], found["hari"][0]["hari"]["jawaban"]) == (False, "Menurut buku apel")


async def test_attendance_that_was_wrong_is_corrected_by_the_answer(tpp: Hosted) -> None:
    await taken(tpp, f"{NIP};2025-12-01;;;A")
    ident = (await object_to(tpp)).body["sanggahan_id"]
    assert (await answer(tpp, ident, diterima=True)).problem()[:2] == (422, "keterangan")
    backwards = await answer(tpp, ident, diterima=True, keterangan="hadir", masuk="16:00", pulang="07:30")
    assert backwards.problem()[:2] == (422, "pulang")
    needless = await answer(tpp, ident, diterima=False, keterangan="hadir")
    assert needless.problem()[:2] == (422, "diterima")
    good = await answer(tpp, ident, diterima=True, keterangan="hadir", masuk="07:30", pulang="16:00")
    assert good.status == 200 and good.body["diterima"] is True
    assert await days(tpp) == [("2025-12-01", "07:30:00", "16:00:00", "")]
    assert await discipline(tpp) == 400_000
    assert await tpp.get("/attendance/objections?tujuan=menjawab", actor=CLERK) == []


async def test_attendance_is_objected_to_by_whom_it_concerns_once_and_answered_by_another(tpp: Hosted) -> None:
    clerk = str(pegawai(CLERK, KASI).nip)
    await taken(tpp, f"{NIP};2025-12-01;07:45;16:05;", f"{clerk};2025-12-01;07:45;16:05;")
    assert (await object_to(tpp, "2025-12-02")).problem()[:2] == (404, "tanggal")
    assert (await object_to(tpp, who=STAF2)).problem()[0] == 404, "a day of somebody else"
    assert (await object_to(tpp)).status == 201
    assert (await object_to(tpp)).problem()[:2] == (409, "tanggal")
    own = (await object_to(tpp, who=CLERK)).body["sanggahan_id"]
    assert (await answer(tpp, own, diterima=False)).problem() == (403, "", "kebijakan")
    there = UUID(int=0x5610)
    await tpp.hear(pegawai(there, KASI, peran=("pengelola_kepegawaian",)), tenant="konsel")
    body = {"diterima": False, "jawaban": "x"}
    path = f"/attendance/objections/{own}/answer"
    assert (await tpp.ask("POST", path, body, actor=there, tenant="konsel")).status == 404

"""What the system says no to, each with status, field and pasal, asked through the gateway by whom it is not for."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User, until
from ekinerja.demo.content import CRITERIA
from ekinerja.demo.plan import Person
from ekinerja.demo.story import ASPECTS, XLSX, Story
from tests.story.conftest import Lived

ENTRY = {
    "tanggal": "2026-01-20", "kategori": "utama", "uraian": "Menyusun laporan", "output": "1 berkas", "kuantitas": 1,
    "mulai": "08:00:00", "selesai": "09:00:00", "benar": True,
}  # fmt: skip


class January:
    """One employee of Kuantan Singingi with a set SKP of 2026, and the penilai."""

    def __init__(self, story: Story, person: Person) -> None:
        self.story = story
        self.person = person
        self.user = story.users[person.nip]
        self.penilai = story.users[person.atasan]
        self.entry: dict[str, Any] = {}

    async def plan(self) -> None:
        content = {
            "sumber": [{"jenis": "uraian_jabatan", "rujukan": "Uraian jabatan"}],
            "butir": [
                {"kategori": "utama", "uraian": "Menyusun laporan", "indikator": "Jumlah", "target": {
                    "kuantitas": 12, "satuan": "berkas"}}
            ],
            "perilaku": "Melayani.", "benar": True,
        }  # fmt: skip
        # the penilai has at least a draft: nobody waits for him
        above = await self.penilai.get("/api/skp/sasaran?tahun=2026")
        if not above:
            await self.penilai.post("/api/skp/sasaran", {"tahun": 2026, "isi": content})
            above = await self.penilai.get("/api/skp/sasaran?tahun=2026")
        content["butir"][0]["induk_id"] = above[0]["isi"]["butir"][0]["butir_id"]
        made = await self.user.post("/api/skp/sasaran", {"tahun": 2026, "isi": content})
        path = f"/api/skp/sasaran/{made['skp_id']}"
        await self.user.post(f"{path}/submit")
        reviewers = self.story.holders("pengelola_kinerja")
        reviewer = next(p for p in reviewers if p.opd == self.person.opd and p.nip != self.person.nip)
        review = {
            "kriteria": dict.fromkeys(CRITERIA, True),
            "pembahasan": "Dibahas.",
            "peserta": "Pegawai",
            "pembahas": ["pengelola_kinerja"],
        }
        await self.story.users[reviewer.nip].post(f"{path}/review", review)
        await self.user.post(f"{path}/agree")
        await self.penilai.post(f"{path}/agree")
        await self.penilai.post(f"{path}/set")
        found = await until("activity knows the SKP", lambda: self.user.get("/api/activity/butir?tanggal=2026-01-20"))
        self.entry = ENTRY | {"butir_id": found[0]["butir_id"]}


@pytest.fixture(scope="module")
async def january(lived: Lived) -> January:
    story = lived.kuansing
    reviewers = {p.nip for p in story.holders("pengelola_kinerja")}
    # of another PD than the office that the demo and the stories of the pages go on with
    others = [p for p in story.working if p.opd != example(story).opd and p.nip not in reviewers]
    person = next(p for p in others if p.jenis_jabatan == "pelaksana" and p.atasan)
    found = January(story, person)
    await found.plan()
    return found


async def enter(user: User, body: dict[str, Any], key: str = "") -> tuple[int, Any, Any]:
    headers = {"idempotency-key": key or uuid.uuid4().hex}
    return await user.ask("POST", "/api/activity/activities", json=body, headers=headers)


@pytest.mark.parametrize(
    ("changed", "status", "field", "pasal"),
    [
        ({"benar": False}, 422, "benar", "23(1)"),
        ({"tanggal": "2026-01-23"}, 422, "tanggal", "23(1)"),
        ({"selesai": "08:00:00"}, 422, "selesai", "23(1)"),
        ({"butir_id": str(uuid.uuid4())}, 422, "butir_id", "23(6)"),
        ({"kategori": "tambahan"}, 422, "butir_id", "23(6)"),
        ({"tanggal": "2025-12-30"}, 422, "butir_id", "23(6)"),
        ({"kuantitas": 0}, 422, "kuantitas", None),
        ({"kuantitas": "banyak"}, 422, "kuantitas", None),
        ({"uraian": ""}, 422, "uraian", None),
        ({"nip": "1"}, 422, None, None),
        ({"mulai": "25:00"}, 422, "mulai", None),
    ],
)
async def test_kuan_p23_1_an_entry_that_is_refused(
    january: January, changed: dict[str, Any], status: int, field: str | None, pasal: str | None
) -> None:
    told, problem, headers = await enter(january.user, january.entry | changed)
    assert (told, problem["status"]) == (status, status), problem
    assert headers["content-type"] == "application/problem+json"
    assert field is None or problem["field"] == field
    assert pasal is None or pasal in problem["pasal"]
    assert len(problem["trace"]) == 32


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b'{"a": "\\u0000"}', b'{"a": "\xff"}', b'{"kuantitas": 1e99999}', b"null"]
)
async def test_a_body_that_breaks_parsers_is_the_clients_fault(january: January, body: bytes) -> None:
    headers = {"content-type": "application/json", "idempotency-key": uuid.uuid4().hex}
    status, problem, _ = await january.user.ask("POST", "/api/activity/activities", data=body, headers=headers)
    assert status in (400, 422) and problem["status"] == status


async def test_the_same_key_gives_the_same_answer_and_one_entry(january: January) -> None:
    key = uuid.uuid4().hex
    body = january.entry | {"mulai": "10:00:00", "selesai": "10:30:00"}
    answers = await asyncio.gather(*(enter(january.user, body, key) for _ in range(12)))
    assert {status for status, _, _ in answers} == {201}
    assert len({answer["activity_id"] for _, answer, _ in answers}) == 1
    mine = await january.user.get("/api/activity/activities?periode=2026-01")
    assert len([a for a in mine if a["mulai"] == "10:00:00"]) == 1
    status, problem, _ = await enter(january.user, body | {"kuantitas": 2}, key)
    assert (status, problem["field"]) == (422, "Idempotency-Key")


async def test_kuan_p23_1_hours_that_overlap(january: January) -> None:
    at = january.entry | {"mulai": "11:00:00", "selesai": "12:00:00"}
    answers = await asyncio.gather(*(enter(january.user, at) for _ in range(6)))
    assert sorted(status for status, _, _ in answers) == [201, 409, 409, 409, 409, 409]
    status, _, _ = await enter(january.user, at | {"mulai": "12:00:00", "selesai": "12:30:00"})
    assert status == 201  # one begins where the other ends


async def test_reading_a24_a_closed_month_takes_nothing_more(lived: Lived) -> None:
    story = lived.konsel
    person = story.working[20]
    butir = story.butir[person.nip][0]
    body = ENTRY | {"tanggal": "2025-12-30", "butir_id": butir["butir_id"], "mulai": "16:00:00", "selesai": "16:30:00"}
    status, problem, _ = await enter(story.users[person.nip], body)
    assert (status, problem["pasal"]) == (409, "kebijakan") and "sudah ditutup" in problem["detail"]


async def test_kuan_p1_24_p23_5_verifying(january: January) -> None:
    status, answer, _ = await enter(january.user, january.entry | {"mulai": "13:00:00", "selesai": "14:00:00"})
    assert status == 201
    ids = {"ids": [answer["activity_id"]]}
    for user in (january.user, january.story.users[january.story.people[0].nip]):
        status, problem, _ = await user.ask("POST", "/api/activity/verify", json=ids)
        assert (status, problem["pasal"]) == (403, "1(24)")
    status, _, _ = await january.penilai.ask("POST", "/api/activity/verify", json={"ids": [str(uuid.uuid4())]})
    assert status == 404
    answers = await asyncio.gather(*(january.penilai.ask("POST", "/api/activity/verify", json=ids) for _ in range(5)))
    assert sorted(a[0] for a in answers) == [200, 409, 409, 409, 409]


async def test_kuan_p23_8_withholding(january: January) -> None:
    _, answer, _ = await enter(january.user, january.entry | {"mulai": "14:00:00", "selesai": "15:00:00"})
    path = f"/api/activity/activities/{answer['activity_id']}/reject"
    for body, field in (
        ({"dasar": "kurang_suka", "alasan": "x"}, "dasar"),
        ({"dasar": "tidak_sesuai_data", "alasan": " "}, "alasan"),
    ):
        status, problem, _ = await january.penilai.ask("POST", path, json=body)
        assert (status, problem["field"]) == (422, field) and "23(8)" in problem["pasal"]
    good = {"dasar": "tidak_sesuai_data", "alasan": "Berkas belum ada."}
    assert (await january.penilai.ask("POST", path, json=good))[0] == 200
    mine = await january.user.get("/api/activity/activities?periode=2026-01")
    assert [a["alasan"] for a in mine if a["activity_id"] == answer["activity_id"]] == ["Berkas belum ada."]
    status, _, _ = await enter(january.user, january.entry | {"mulai": "14:00:00", "selesai": "15:00:00"})
    assert status == 201  # a corrected entry takes the place of the withheld one


async def test_nobody_sees_or_touches_the_other_pemda(lived: Lived, january: January) -> None:
    """The konsel super_admin, and a kuansing person's ids asked for with a konsel token."""
    status, answer, _ = await enter(january.user, january.entry | {"mulai": "07:00:00", "selesai": "07:30:00"})
    assert status == 201
    stranger = lived.konsel.users[lived.konsel.people[0].nip]
    for method, path, body in (
        ("POST", "/api/activity/verify", {"ids": [answer["activity_id"]]}),
        ("POST", f"/api/skp/sasaran/{lived.kuansing.skp[january.person.nip]}/agree", None),
        ("GET", f"/api/tpp/slips/{uuid.uuid4()}", None),
    ):
        status, _, _ = await stranger.ask(method, path, json=body)
        assert status == 404, (method, path, status)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "pasal"),
    [
        ("POST", "/api/tpp/runs", {"periode": "2025-12"}, 403, "kebijakan"),
        ("GET", "/api/reporting/recap?periode=2025-12", None, 403, "24(1)"),
        ("POST", "/api/identity/roles", {"grants": [{"nip": "1" * 18, "peran": "sekda", "dasar": "SK.1"}]}, 403, None),
        ("POST", "/api/identity/accounts/activate", {"nips": ["197001011995011001"]}, 403, "1(23)"),
        ("PUT", "/api/clock", {"at": "2026-01-22T09:00:00+07:00"}, 403, None),
        ("GET", "/api/skp/sasaran?tahun=1999", None, 422, None),
        ("GET", "/api/activity/activities?periode=2026-13", None, 422, None),
        ("GET", "/api/nowhere", None, 404, None),
    ],
)
async def test_an_employee_may_not(
    january: January, method: str, path: str, body: Any, status: int, pasal: str | None
) -> None:
    told, problem, _ = await january.user.ask(method, path, json=body)
    assert told == status, problem
    assert pasal is None or problem["pasal"] == pasal


async def test_kon_p31_p38_an_appraisal_is_signed_once_and_by_the_penilai(lived: Lived) -> None:
    story = lived.konsel
    person = next(p for p in story.working if p.atasan)
    mine = await story.users[person.nip].get("/api/appraisal/appraisals?tahun=2025")
    path = f"/api/appraisal/appraisals/{mine[0]['appraisal_id']}/sign"
    body = {"perilaku": dict.fromkeys(ASPECTS, "90"), "hasil": "x", "manfaat": "y"}
    status, _, _ = await story.users[person.nip].ask("POST", path, json=body)
    assert status == 403
    status, _, _ = await story.users[person.atasan].ask("POST", path, json=body)
    assert status == 409


async def test_an_import_with_bad_rows_names_row_column_and_reason(lived: Lived) -> None:
    """One bad row loses no good one; a file that is none is refused whole."""
    preparer = lived.kuansing.user("pengelola_kepegawaian")
    headers = {"content-type": XLSX}
    for garbage in (b"", b"PK\x03\x04 not a workbook", b"NAMA;UMUR\n1;2"):
        status, problem, _ = await preparer.ask("POST", "/api/identity/imports", data=garbage, headers=headers)
        assert status == 422, problem
    preview = await preparer.post("/api/identity/imports", data=spoiled_workbook(), headers=headers)
    assert {(r["kolom"], r["baris"]) for r in preview["refused"]} == {("NIP", 3), ("KELAS_JABATAN", 4)}
    assert all(r["alasan"] for r in preview["refused"])
    assert preview["unchanged"] > 100
    status, problem, _ = await preparer.ask("POST", f"/api/identity/imports/{preview['impor_id']}/confirm")
    assert status == 403, problem  # another person than the one who prepared it


def spoiled_workbook() -> bytes:
    """The demo's own input with two cells spoiled."""
    import io

    import xlsxwriter
    from python_calamine import CalamineWorkbook

    from ekinerja.demo.plan import HERE

    source = CalamineWorkbook.from_path(str(HERE / "input" / "kuansing.xlsx"))
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name in source.sheet_names:
            rows = source.get_sheet_by_name(name).to_python()
            if name == "PEGAWAI":
                rows[2][rows[0].index("NIP")] = "12"
                rows[3][rows[0].index("KELAS_JABATAN")] = "99"
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    sheet.write_string(r, c, str(cell))
    return target.getvalue()

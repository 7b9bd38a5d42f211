"""Exports as jobs: made PD by PD, fetched in pieces that fit together, deleted after their days, kept in the trail."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
import python_calamine

from contracts.activity import MonthMeasured
from contracts.identity import OpdRecorded
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, KEPALA, STAF, pegawai
from tests.service.test_reporting_releases import ORANG_B, PENGELOLA, begin

STAFFING = UUID(int=0x5330)
WISH = {"jenis": "catatan", "periode": "2026-01", "bentuk": "csv", "tujuan": "Evaluasi triwulan"}
TITLES = ["Perangkat daerah", "NIP", "Tanggal", "Kategori", "Kuantitas", "Keadaan"]


@pytest.fixture
async def reporting(reporting_process: Hosted) -> AsyncIterator[Hosted]:
    await begin(reporting_process, "kuansing")
    await reporting_process.hear(pegawai(STAFFING, KEPALA, peran=("pengelola_kepegawaian",)))
    yield reporting_process


async def asked(service: Hosted, **change: Any) -> str:
    return str((await service.post("/exports", WISH | change, actor=PENGELOLA))["ekspor_id"])


async def made(service: Hosted, **change: Any) -> str:
    ident = await asked(service, **change)
    while await service.fire():
        pass
    return ident


async def state(service: Hosted, ident: str) -> Any:
    return next(one for one in await service.get("/exports", actor=PENGELOLA) if one["ekspor_id"] == ident)


async def fetch(service: Hosted, ident: str, who: UUID = PENGELOLA, **headers: str) -> Answer:
    return await service.ask("GET", f"/exports/{ident}/file", actor=who, headers=headers)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


async def test_an_export_grows_pd_by_pd_and_is_fetched_when_it_is_whole(reporting: Hosted) -> None:
    ident = await asked(reporting)
    assert (await state(reporting, ident))["persen"] == 0
    early = await fetch(reporting, ident)
    assert early.problem()[0] == 409 and "0 persen" in early.body["detail"]
    seen = []
    while await reporting.fire():
        seen.append((await state(reporting, ident))["persen"])
    # five PD have people: BKPP, DINKES, DISDIK, INSPEKTORAT, SETDA; then the end
    assert seen == [20, 40, 60, 80, 100, 100]
    whole = await fetch(reporting, ident)
    assert whole.status == 200 and whole.headers["accept-ranges"] == "bytes"
    found = rows(whole.body)
    assert found[0] == TITLES and len(found) == 1 + 5
    assert [row[0] for row in found[1:]] == ["DINKES"] * 4 + ["DISDIK"], "January alone: five of the six entries"
    told = await state(reporting, ident)
    assert (told["keadaan"], told["baris"], told["sha256"]) == ("siap", 5, sha256(whole.body).hexdigest())
    assert told["ukuran"] == len(whole.body) and told["sampai"].startswith("2026-02-09")


async def test_a_download_that_breaks_off_goes_on_where_it_was(reporting: Hosted) -> None:
    ident = await made(reporting)
    whole = (await fetch(reporting, ident)).body
    parts, at = b"", 0
    while at < len(whole):
        part = await fetch(reporting, ident, range=f"bytes={at}-{at + 36}")
        assert part.status == 206
        assert part.headers["content-range"] == f"bytes {at}-{min(at + 36, len(whole) - 1)}/{len(whole)}"
        parts, at = parts + part.body, at + len(part.body)
    assert parts == whole
    behind = await fetch(reporting, ident, range=f"bytes={len(whole)}-")
    assert (behind.status, behind.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    other = await fetch(reporting, ident, **{"range": "bytes=5-9", "if-range": '"another"'})
    assert (other.status, other.body) == (200, whole), "another file: from the beginning"


async def test_a_workbook_holds_the_same_with_numbers_as_numbers_and_no_formula(reporting: Hosted) -> None:
    await reporting.hear(OpdRecorded(kode="DINKES", nama="=1+1", induk="", jenis="dinas"))
    ident = await made(reporting, bentuk="xlsx")
    content = (await fetch(reporting, ident)).body
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("CATATAN").to_python()
    assert sheet[0] == TITLES and len(sheet) == 6
    assert [row[4] for row in sheet[1:]] == [2, 3, 3, 2, 2] and all(isinstance(row[1], str) for row in sheet[1:])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<f>" not in xml and b'state="frozen"' in xml


async def test_the_months_of_people_are_what_was_measured(reporting: Hosted) -> None:
    await reporting.hear(
        MonthMeasured(
            month_id=f"{STAF}:2026-01", asn_id=STAF, periode="2026-01", hari_kerja=20, hari_terisi=18, hari_kosong=(),
            submitted=18, approved_by_penilai=11, approved_auto=4, rejected=2, pending=1, kuantitas_approved=15,
            kuantitas_target=20, pack="kuansing-65-2019",
        )
    )  # fmt: skip
    ident = await made(reporting, jenis="bulan")
    (row,) = rows((await fetch(reporting, ident)).body)[1:]
    assert row[0] == "DINKES" and row[2:] == ["2026-01", "18", "11", "4", "2", "1"]


async def test_the_file_is_deleted_after_its_days(reporting: Hosted) -> None:
    ident = await made(reporting)
    await reporting.at("2026-02-09T08:59")
    assert (await fetch(reporting, ident)).status == 200
    await reporting.at("2026-02-09T09:01")
    assert (await fetch(reporting, ident)).problem() == (409, "", "kebijakan")
    assert (await state(reporting, ident))["keadaan"] == "dihapus"
    assert await reporting.rows("SELECT 1 FROM ekspor_bagian") == []


async def test_nobody_fetches_what_another_asked_for_and_everybody_in_it_is_told(reporting: Hosted) -> None:
    ident = await made(reporting)
    assert (await fetch(reporting, ident, STAFFING)).status == 404
    assert await reporting.get("/exports", actor=STAFFING) == []
    await fetch(reporting, ident)
    await fetch(reporting, ident, range="bytes=9-20")
    for who in (STAF, ORANG_B):
        trail = await reporting.get("/audit/own", actor=who)
        (line,) = [one for one in trail["baris"] if one["tindakan"] == "export.taken"]
        assert line["rincian"]["tujuan"] == "Evaluasi triwulan"


async def test_a_fourth_waits_until_one_is_done(reporting: Hosted) -> None:
    for _ in range(3):
        await asked(reporting)
    refused = await reporting.ask("POST", "/exports", WISH, actor=PENGELOLA)
    assert refused.problem()[0] == 409
    while await reporting.fire():
        pass
    await asked(reporting)
    assert (await reporting.ask("POST", "/exports", WISH, actor=KASI)).status == 403


async def test_a_process_that_stops_in_between_repeats_nothing(reporting: Hosted) -> None:
    """A step that fails after it wrote its piece leaves nothing; the next process does it once."""
    ident = await asked(reporting)
    await reporting.fire()
    before = await reporting.rows("SELECT ke, mulai, isi FROM ekspor_bagian ORDER BY ke")
    from services.reporting.store import exports

    step, exports.step = exports.step, _stopped
    try:
        await reporting.fire()
    finally:
        exports.step = step
    assert await reporting.rows("SELECT ke, mulai, isi FROM ekspor_bagian ORDER BY ke") == before
    async with reporting.administrator() as admin:
        await admin.execute("UPDATE deadline SET due_at = due_at - interval '1 hour' WHERE kind = 'export'")
    while await reporting.fire():
        pass
    assert len(rows((await fetch(reporting, ident)).body)) == 6


async def _stopped(*_: Any) -> None:
    raise ConnectionError("killed here")

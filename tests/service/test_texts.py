"""What a person sends as text says something, and what is wrong with it is named by its place, in every service."""

from __future__ import annotations

import pytest

from tests.chassis.test_blank import NOTHING
from tests.service.dinas import Office, entry
from tests.service.importing import csv_of, prepare, row
from tests.service.people import KASI, STAF
from tests.service.planning import Planning, butir


@pytest.mark.parametrize("field", ["uraian", "output"])
async def test_an_entry_that_shows_nothing_is_refused(kuansing: Office, field: str) -> None:
    await kuansing.at("2026-01-05T15:00")
    for text in NOTHING:
        answer = await kuansing.ask("POST", "/activities", entry("2026-01-05", **{field: text}), who=STAF)
        assert answer.problem()[:2] == (422, field), answer.body


async def test_a_reason_and_a_purpose_that_show_nothing_are_refused(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    body = {"dasar": "tidak_sesuai_data", "alasan": "\u200b"}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", body, who=KASI)).problem()[:2] == (422, "alasan")
    read = f"/people/{STAF}/activities?periode=2026-01&tujuan=%E2%80%8B%E2%80%8B%E2%80%8B"
    assert (await kuansing.ask("GET", read, who=KASI)).problem()[:2] == (422, "tujuan")


async def test_what_is_missing_deep_inside_is_named_by_its_path(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    answer = await kuansing.ask("POST", "/verify", b'{"ids": ["x"], "versi": {"a": [1e400]}}', who=KASI)
    assert answer.body["field"] == "versi.a[0]"


async def test_a_member_that_is_missing_inside_another_keeps_its_path(kon: Planning) -> None:
    plan = {"butir": [butir(), butir(sk={"nomor": "SK-1"})]}
    asked = {"tahun": 2026, "mulai": "2026-01-01", "isi": plan}
    answer = await kon.service.ask("POST", "/sasaran", asked, actor=STAF, tenant="konsel")
    assert answer.problem()[:2] == (422, "isi.butir[1].sk.tanggal"), answer.body


async def test_a_cell_that_shows_nothing_is_an_empty_one(kuansing: Office) -> None:
    """Excel copies zero-width marks and controls along; one of them is no description of a day's work."""
    await kuansing.at("2026-01-05T15:00")
    rows = [row("2026-01-05", URAIAN=text) for text in NOTHING if "\n" not in text]
    made = (await prepare(kuansing, csv_of(*rows), STAF)).body
    assert [(r["kolom"], r["baris"]) for r in made["refusals"]] == [("URAIAN", n) for n, _ in enumerate(rows, 2)]

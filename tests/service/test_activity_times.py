"""A time of day is taken as people write it, and a member that is misspelt is refused by its name."""

from __future__ import annotations

from datetime import time
from typing import Any

import msgspec
import pytest

from services.activity.entry.command import EnterActivity
from tests.service.dinas import Office, entry
from tests.service.people import ADMIN, KASI, STAF

MONDAY = "2026-01-05"
SHORT = {"mulai": "10:00", "selesai": "11:30"}


@pytest.mark.parametrize(
    ("said", "read"),
    [("08:00", time(8)), ("08:00:00", time(8)), ("23:59:59.5", time(23, 59, 59, 500000)), ("00:00", time(0))],
)
def test_a_time_is_read_with_or_without_seconds(said: str, read: time) -> None:
    body = msgspec.json.encode(entry(MONDAY, mulai=said, selesai="23:59:59.999999999"))
    command = msgspec.json.decode(body, type=EnterActivity)
    assert (command.mulai, command.selesai) == (read, time(23, 59, 59, 999999))


async def test_kuan_p23_1_every_way_to_say_a_time_takes_it_without_seconds(kuansing: Office) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    made = await kuansing.enter(MONDAY, **SHORT)
    assert await _times(kuansing, made) == ("10:00:00", "11:30:00")
    changed = entry(MONDAY, mulai="10:15", selesai="11:45")
    assert (await kuansing.ask("PUT", f"/activities/{made}", changed, who=STAF)).status == 200
    assert await _times(kuansing, made) == ("10:15:00", "11:45:00")
    fixed = {k: v for k, v in changed.items() if k not in ("tanggal", "benar")} | {"alasan": "Keliru.", **SHORT}
    assert (await kuansing.ask("POST", f"/activities/{made}/correct", fixed, who=KASI)).status == 200
    assert await _times(kuansing, made) == ("10:00:00", "11:30:00")
    draft = (await kuansing.ask("POST", "/drafts", {"mulai": "13:00"}, who=STAF)).body
    assert draft["isi"]["mulai"] == "13:00:00"
    whole = {k: v for k, v in entry(MONDAY, mulai="13:00", selesai="14:00").items() if k != "benar"} | {"versi": 1}
    edited = (await kuansing.ask("PUT", f"/drafts/{draft['draf_id']}", whole, who=STAF)).body
    assert "versi" not in edited["isi"] and edited["isi"]["selesai"] == "14:00:00"
    sent = await kuansing.ask("POST", f"/drafts/{draft['draf_id']}/submit", {"versi": 2, "benar": True}, who=STAF)
    assert await _times(kuansing, sent.body["activity_id"]) == ("13:00:00", "14:00:00")
    help_ = {"asn_id": str(STAF), "alasan": "Sakit.", "isi": entry(MONDAY, mulai="07:30", selesai="08:00")}
    assert (await kuansing.ask("POST", "/assisted", help_, who=ADMIN)).status == 201


async def _times(office: Office, activity_id: str) -> tuple[str, str]:
    found = (await office.mine("2026-01"))[activity_id]
    return found["mulai"], found["selesai"]


@pytest.mark.parametrize("said", ["8:00", "24:00", "08.00", "08:00:00+07:00", "08:00\n", "", 8])
async def test_kuan_p23_1_what_is_no_time_is_422_and_says_how_to_write_one(kuansing: Office, said: Any) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    refused = await kuansing.ask("POST", "/activities", entry(MONDAY, mulai=said), who=STAF)
    assert refused.problem()[:2] == (422, "mulai")
    told = "diharapkan teks, bukan bilangan bulat" if said == 8 else "bukan jam (JJ:MM atau JJ:MM:DD)"
    assert refused.body["detail"] == f"Isian tidak sesuai: {told}." or said == ""


async def test_a_misspelt_member_is_422_by_its_name_wherever_it_stands(kuansing: Office) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    made = await kuansing.enter(MONDAY)
    wrong = entry(MONDAY, mulai="10:00", selesai="11:00") | {"kuantitass": 2}
    for method, path, body, field in (
        ("POST", "/activities", wrong, "kuantitass"),
        ("PUT", f"/activities/{made}", wrong, "kuantitass"),
        ("POST", "/drafts", {"mulaii": "08:00"}, "mulaii"),
        ("POST", "/assisted", {"asn_id": str(STAF), "alasan": "Sakit.", "isi": wrong}, "isi.kuantitass"),
    ):
        refused = await kuansing.ask(method, path, body, who=ADMIN if path == "/assisted" else STAF)
        assert refused.problem()[:2] == (422, field), path
        assert refused.body["detail"] == "Isian tidak sesuai: tidak dikenal."


@pytest.mark.parametrize(
    ("path", "field"),
    [("/activities?periode=2026-01&bulan=1", "bulan"), ("/activities?perioda=2026-01", "perioda"),
     ("/activities?periode=2026-01&work=1", "work"), ("/messages?limit=5&Limit=6", "Limit"), ("/drafts?versi=1", "versi")],
)  # fmt: skip
async def test_a_misspelt_parameter_of_the_address_is_422_by_its_name(kuansing: Office, path: str, field: str) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    refused = await kuansing.ask("GET", path, who=STAF)
    assert refused.problem()[:2] == (422, field)
    assert (await kuansing.ask("GET", f"/messages?{'limit=1&' * 51}", who=STAF)).status == 422
    assert (await kuansing.ask("GET", "/messages?limit=5", who=STAF)).status == 200


async def test_a_405_says_what_may_be_done_there(kuansing: Office) -> None:
    refused = await kuansing.ask("DELETE", "/activities", who=STAF)
    assert (refused.status, refused.headers["allow"]) == (405, "GET, POST")
    assert refused.headers["content-type"] == "application/problem+json"

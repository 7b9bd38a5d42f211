"""What says nothing is refused wherever somebody must say something, and what is listed says whose it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.chassis.files import form, jpeg
from tests.service.dinas import Office, entry
from tests.service.importing import csv_of, prepare, row
from tests.service.people import ADMIN, KASI, STAF

MONDAY = "2026-01-05"
BLANK = (" ", "\n\t", "\u00a0")


@pytest.mark.parametrize("blank", BLANK)
async def test_kuan_p23_1_an_entry_that_says_nothing_is_refused(kuansing: Office, blank: str) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    made = await kuansing.enter(MONDAY)
    for name in ("uraian", "output"):
        said = entry(MONDAY, mulai="10:00:00", selesai="11:00:00") | {name: blank}
        for method, path in (("POST", "/activities"), ("PUT", f"/activities/{made}")):
            refused = await kuansing.ask(method, path, said, who=STAF)
            assert refused.problem()[:2] == (422, name), path
            assert refused.body["detail"] == "Isian tidak sesuai: belum diisi."
        help_ = {"asn_id": str(STAF), "alasan": "Sakit.", "isi": said}
        assert (await kuansing.ask("POST", "/assisted", help_, who=ADMIN)).problem()[:2] == (422, f"isi.{name}")
        fixed = {k: v for k, v in said.items() if k not in ("tanggal", "benar")} | {"alasan": "Keliru."}
        assert (await kuansing.ask("POST", f"/activities/{made}/correct", fixed, who=KASI)).problem()[:2] == (422, name)
    assert len(await kuansing.mine("2026-01")) == 1


async def test_kuan_p23_1_a_draft_that_says_nothing_is_not_submitted(kuansing: Office) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    isi = {k: v for k, v in entry(MONDAY, uraian="  ").items() if k != "benar"}
    draft = (await kuansing.ask("POST", "/drafts", isi, who=STAF)).body
    sent = {"versi": draft["versi"], "benar": True}
    refused = await kuansing.ask("POST", f"/drafts/{draft['draf_id']}/submit", sent, who=STAF)
    assert refused.problem() == (422, "uraian", "23(1)")


@pytest.mark.parametrize(
    ("path", "body", "field", "who"),
    [
        ("/tickets", {"kategori": "teknis", "isi": "  "}, "isi", STAF),
        ("/feedback", {"sebagai": "user", "isi": "\n"}, "isi", STAF),
        ("/references", {"nama": "  ", "satuan": "orang"}, "nama", ADMIN),
        ("/references", {"nama": "Rapat", "satuan": " "}, "satuan", ADMIN),
        ("/months/open", {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Sakit.", "dokumen": "    "},
         "dokumen", ADMIN),
    ],
)  # fmt: skip
async def test_kuan_p16_what_says_nothing_reaches_nobody(
    kuansing: Office, path: str, body: Any, field: str, who: UUID
) -> None:
    assert (await kuansing.ask("POST", path, body, who=who)).problem()[:2] == (422, field)
    assert await kuansing.service.rows("SELECT 1 FROM pesan") == []


async def test_kuan_p26_1_a_purpose_that_says_nothing_opens_nothing(kuansing: Office) -> None:
    path = f"/people/{STAF}/activities?periode=2026-01&tujuan=%20%20%20%20"
    assert (await kuansing.ask("GET", path, who=KASI)).problem()[:2] == (422, "tujuan")


async def test_kuan_p31_1_the_penilai_reads_whose_day_is_empty(kuansing: Office) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    names = {r["asn_id"]: r["nama"] for r in await kuansing.service.rows("SELECT asn_id, nama FROM pegawai")}
    found = await kuansing.service.get("/missed?periode=2026-01", actor=KASI)
    assert found and all(day["nama"] == names[UUID(day["asn_id"])] for day in found)


async def test_kuan_p16b_a_line_of_the_pd_without_a_nip_says_so(kuansing: Office) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    (refused,) = (await prepare(kuansing, csv_of(row(MONDAY)), ADMIN, "/imports/assisted")).body["refusals"]
    assert (refused["kolom"], refused["alasan"]) == ("NIP", "Isikan NIP pemilik aktivitas pada kolom NIP.")


@pytest.mark.parametrize(
    ("query", "called", "kept"),
    [
        ("", "foto lapangan.jpg", "foto lapangan.jpg"),
        ("", "C:\\Users\\staf\\rapat.jpg", "rapat.jpg"),
        ("?nama=absen.jpg", "foto.jpg", "absen.jpg"),
        ("", "", "bukti"),
        ("", "x" * 300 + ".jpg", "x" * 196 + ".jpg"),
    ],
)
async def test_kuan_p25_2_a_photograph_keeps_the_name_that_the_form_gives_it(
    kuansing: Office, query: str, called: str, kept: str
) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    made = await kuansing.enter(MONDAY)
    body, kind = form((called, jpeg()))
    sent = await kuansing.ask("POST", f"/activities/{made}/evidence{query}", body, who=STAF, kind=kind)
    assert (sent.status, sent.body["nama"]) == (201, kept)


async def test_kuan_p18a_what_was_sent_is_mended_not_thrown_away_and_the_refusal_says_so(kuansing: Office) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    made = await kuansing.enter(MONDAY)
    refused = await kuansing.ask("POST", f"/activities/{made}/discard", who=STAF)
    assert refused.status == 409 and "pemiliknya dapat memperbaikinya" in refused.body["detail"]

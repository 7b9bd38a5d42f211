"""The pembinaan by the penilai of whom he found to have left a day empty deliberately (KUAN P31(1); readings A13, A24)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.activity import DayFilled, PembinaanClosed, PembinaanHeld, PembinaanOpened
from tests.service.dinas import Office, entry
from tests.service.people import ADMIN, KABID, KASI, KEPALA, SINCE, STAF, STAF2, pegawai, term

# Tuesday 20 January 2026 stays empty. The month closes at the end of 13 February; 16 and 17 February are holidays.
EMPTY, CLOSED, FOUND = "2026-01-20", "2026-02-14T00:01", "2026-02-18T09:00"
SESSION = {"tanggal_sesi": "2026-02-20", "kesepakatan": "Mengisi setiap hari kerja.", "jawaban": "Saya menyanggupi."}
SECRET = ("Tiga kali.", "Mengisi setiap hari kerja.", "Saya menyanggupi.", "Saya keberatan.", "Sudah rutin mengisi.")


async def found_deliberate(office: Office, sengaja: bool = True) -> str:
    """The id of the pembinaan that the finding opened."""
    await office.at("2026-01-30T17:00")
    await office.enter("2026-01-30")
    await office.at(CLOSED)
    await office.at(FOUND)
    finding = {
        "asn_id": str(STAF), "tanggal": EMPTY, "sengaja": sengaja, "tanggapan": "Lupa.", "cara_didengar": "tatap_muka", "didengar_pada": EMPTY, "alasan": "Tiga kali.",
    }  # fmt: skip
    assert (await office.ask("POST", "/missed/judge", finding, who=KASI)).status == 204
    rows = await office.service.rows("SELECT pembinaan_id FROM pembinaan")
    return str(rows[0]["pembinaan_id"]) if rows else ""


async def step(office: Office, which: str, what: str, body: Any, who: UUID, **more: Any) -> Any:
    return await office.ask("POST", f"/pembinaan/{which}/{what}", body, who=who, **more)


async def listed(office: Office, who: UUID) -> list[dict[str, Any]]:
    return list(await office.service.get("/pembinaan", actor=who))


async def test_kuan_p31_1_the_pembinaan_is_held_answered_and_closed(kuansing: Office) -> None:
    which = await found_deliberate(kuansing)
    await kuansing.at("2026-02-20T16:00")
    assert (await step(kuansing, which, "close", {"hasil": "x"}, KASI)).problem() == (409, "", "31(1)")
    assert (await step(kuansing, which, "answer", {"tanggapan": "x"}, STAF)).status == 409, "not held yet"
    held = await step(kuansing, which, "hold", SESSION, KASI)
    assert held.body == {"pembinaan_id": which, "state": "held"}
    assert (await step(kuansing, which, "hold", SESSION, KASI)).status == 409, "once"
    assert (await step(kuansing, which, "answer", {"tanggapan": "Saya keberatan."}, STAF)).body["state"] == "answered"
    assert (await step(kuansing, which, "answer", {"tanggapan": "x"}, STAF)).status == 409, "once"
    done = await step(kuansing, which, "close", {"hasil": "Sudah rutin mengisi."}, KASI)
    assert done.body["state"] == "closed"
    assert (await step(kuansing, which, "close", {"hasil": "x"}, KASI)).status == 409
    for who in (STAF, KASI):
        (shown,) = await listed(kuansing, who)
        texts = ("alasan", "kesepakatan", "jawaban", "tanggapan", "hasil")
        assert (shown["state"], shown["tanggal_sesi"]) == ("closed", "2026-02-20")
        assert tuple(shown[name] for name in texts) == SECRET
    said = [m["isi"] for m in await kuansing.service.get("/messages", actor=STAF) if m["jenis"] == "pembinaan"]
    assert [isi.partition(" 2026-01-20 ")[2][:7] for isi in said] == ["selesai", "dilaksa"]
    assert [m["jenis"] for m in await kuansing.service.get("/messages", actor=KASI)][:1] == ["pembinaan"]


async def test_kuan_p31_1_what_was_said_enters_no_fact_and_no_trail(kuansing: Office) -> None:
    which = await found_deliberate(kuansing)
    await kuansing.at("2026-02-20T16:00")
    assert (await step(kuansing, which, "hold", SESSION, KASI)).status == 200
    assert (await step(kuansing, which, "answer", {"tanggapan": "Saya keberatan."}, STAF)).status == 200
    assert (await step(kuansing, which, "close", {"hasil": "Sudah rutin mengisi."}, KASI)).status == 200
    rows = await kuansing.service.rows(
        "SELECT type, version, convert_from(body, 'UTF8') AS body FROM outbox WHERE subject = $1 ORDER BY id", which
    )
    assert [(r["type"].rpartition(".")[2], r["version"]) for r in rows] == [
        ("PembinaanOpened", 1), ("PembinaanHeld", 2), ("PembinaanClosed", 3),
    ]  # fmt: skip
    assert {r["type"] for r in rows} == {k.type_name() for k in (PembinaanOpened, PembinaanHeld, PembinaanClosed)}
    trail = await kuansing.service.rows("SELECT detail FROM audit")
    for text in SECRET:
        assert not any(text in r["body"] for r in rows) and not any(text in r["detail"] for r in trail)


async def test_kuan_p31_1_it_is_the_penilais_and_the_persons_alone(kuansing: Office) -> None:
    which = await found_deliberate(kuansing)
    await kuansing.at("2026-02-20T16:00")
    for who in (STAF, STAF2, KABID, ADMIN):
        assert (await step(kuansing, which, "hold", SESSION, who)).problem() == (403, "", "31(1)")
    assert (await step(kuansing, which, "hold", SESSION, KASI)).status == 200
    for who in (STAF, KABID):
        assert (await step(kuansing, which, "close", {"hasil": "x"}, who)).status == 403
    for who in (KASI, STAF2):
        assert (await step(kuansing, which, "answer", {"tanggapan": "x"}, who)).status == 403
    assert (await step(kuansing, str(uuid4()), "hold", SESSION, KASI)).status == 404
    assert (await step(kuansing, which, "close", {"hasil": "x"}, KASI)).status == 200


async def test_kuan_p31_1_the_superior_of_the_penilai_sees_that_it_waits_and_no_word_of_it(kuansing: Office) -> None:
    which = await found_deliberate(kuansing)
    await kuansing.at("2026-02-20T16:00")
    assert (await step(kuansing, which, "hold", SESSION, KASI)).status == 200
    (shown,) = await listed(kuansing, KABID)
    assert (shown["pembinaan_id"], shown["state"], shown["tanggal_sesi"]) == (which, "held", "2026-02-20")
    assert [shown[n] for n in ("alasan", "kesepakatan", "jawaban", "tanggapan", "hasil")] == [None] * 5
    for who in (STAF2, ADMIN, KEPALA):
        assert await listed(kuansing, who) == []
    rows = await kuansing.service.rows("SELECT actor, subject FROM audit WHERE detail LIKE '%mengawasinya%'")
    assert {(r["actor"], r["subject"]) for r in rows} == {(str(KABID), str(STAF))}
    assert (await step(kuansing, which, "close", {"hasil": "x"}, KASI)).status == 200
    assert await listed(kuansing, KABID) == [], "nothing waits"


async def test_kuan_p31_1_reading_a28_who_acts_for_the_penilai_gives_it_within_his_dates(kuansing: Office) -> None:
    which = await found_deliberate(kuansing)
    acting = (
        term(KASI, SINCE, date(2026, 2, 18)), term(STAF2, date(2026, 2, 19), date(2026, 2, 24), "plh"),
        term(KASI, date(2026, 2, 19)),
    )  # fmt: skip
    await kuansing.service.hear(pegawai(STAF, KASI, penilai=acting))
    await kuansing.at("2026-02-20T16:00")
    assert (await step(kuansing, which, "hold", SESSION, KASI)).status == 403
    assert (await step(kuansing, which, "hold", SESSION, STAF2)).status == 200
    await kuansing.at("2026-02-25T08:00")
    assert (await step(kuansing, which, "close", {"hasil": "x"}, STAF2)).status == 403
    assert (await step(kuansing, which, "close", {"hasil": "x"}, KASI)).status == 200


@pytest.mark.parametrize("day", ["2026-02-17", "2026-02-21"])
async def test_kuan_p31_1_a_session_is_neither_before_the_finding_nor_ahead(kuansing: Office, day: str) -> None:
    which = await found_deliberate(kuansing)
    await kuansing.at("2026-02-20T16:00")
    refused = await step(kuansing, which, "hold", SESSION | {"tanggal_sesi": day}, KASI)
    assert refused.problem() == (422, "tanggal_sesi", "31(1)")
    for name in ("kesepakatan", "jawaban"):
        assert (await step(kuansing, which, "hold", SESSION | {name: " "}, KASI)).problem()[:2] == (422, name)


async def test_kuan_p31_1_without_a_finding_of_intent_nothing_is_owed(kuansing: Office) -> None:
    assert await found_deliberate(kuansing, sengaja=False) == ""
    assert await listed(kuansing, STAF) == []
    assert await kuansing.service.told(PembinaanOpened) == []


async def test_kuan_reading_a24_a_day_that_is_filled_after_all_owes_no_pembinaan(kuansing: Office) -> None:
    which = await found_deliberate(kuansing)
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Listrik padam.", "dokumen": "ND-12/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).status == 200
    assert (await kuansing.ask("POST", "/activities", entry(EMPTY), who=STAF)).status == 201
    await kuansing.at("2026-02-28T08:00")
    assert EMPTY in [t["tanggal"] for t in await kuansing.service.told(DayFilled)]
    (shown,) = await listed(kuansing, STAF)
    assert shown["state"] == "lapsed"
    assert (await step(kuansing, which, "hold", SESSION, KASI)).problem() == (409, "", "31(1)")
    assert await listed(kuansing, KABID) == []

"""Trouble is reported, answered and closed where it belongs (KUAN P16(d)); what waits is counted without a look at it."""

from __future__ import annotations

from uuid import UUID

from contracts.activity import ActivityApproved
from tests.service.dinas import Office
from tests.service.people import ADMIN, KABID, KASI, SEKDA, STAF, STAF2, pegawai

TICKET = {"kategori": "teknis", "isi": "Tombol kirim mati.", "trace": "4bf92f3577b34da6a3ce929d0e0e4736"}


async def test_kuan_p16d_a_report_is_answered_by_the_administrator_of_the_pd_and_closed(kuansing: Office) -> None:
    made = (await kuansing.ask("POST", "/tickets", TICKET, who=STAF)).body
    assert made["kepada"] == "admin_pd"
    path = f"/tickets/{made['tiket_id']}"
    answer = {"jawaban": "Sudah kami perbaiki; silakan dicoba lagi."}
    assert (await kuansing.ask("POST", f"{path}/answer", answer, who=KASI)).status == 403
    await kuansing.service.hear(pegawai(SEKDA, None, opd="SETDA", peran=("admin_pd",)))
    assert (await kuansing.ask("POST", f"{path}/answer", answer, who=SEKDA)).status == 403, "of another PD"
    assert (await kuansing.ask("POST", f"/tickets/{UUID(int=9)}/answer", answer, who=ADMIN)).status == 404
    assert (await kuansing.ask("POST", f"{path}/answer", answer, who=ADMIN)).status == 204
    mine = (await kuansing.ask("GET", "/tickets", who=STAF)).body
    assert [(t["state"], t["jawaban"], t["trace"]) for t in mine] == [("answered", answer["jawaban"], TICKET["trace"])]
    told = await kuansing.service.get("/messages", actor=STAF)
    assert [(m["jenis"], m["isi"], m["tentang"]) for m in told] == [
        ("jawaban_gangguan", answer["jawaban"], made["tiket_id"]),
    ]  # fmt: skip
    assert (await kuansing.ask("POST", f"{path}/close", who=STAF2)).status == 403
    assert (await kuansing.ask("POST", f"{path}/close", who=STAF)).status == 204
    assert (await kuansing.ask("POST", f"{path}/answer", answer, who=ADMIN)).problem() == (409, "", "16 d")


async def test_kuan_p16d_the_administrator_sees_who_has_trouble_in_his_pd(kuansing: Office) -> None:
    for who in (STAF, STAF2):
        await kuansing.ask("POST", "/tickets", TICKET, who=who)
    seen = (await kuansing.ask("GET", "/tickets?keadaan=open", who=ADMIN)).body
    assert {t["asn_id"] for t in seen} == {str(STAF), str(STAF2)} and all(t["nama"] for t in seen)
    assert (await kuansing.ask("GET", "/tickets?keadaan=closed", who=ADMIN)).body == []
    assert len((await kuansing.ask("GET", "/tickets", who=STAF)).body) == 1
    assert (await kuansing.ask("GET", "/tickets?keadaan=lupa", who=ADMIN)).status == 422


async def test_kuan_p23_7_a_count_of_what_waits_is_no_look_at_it(kuansing: Office) -> None:
    """Entered on 2026-01-05, so due on 2026-01-14; never looked at, so approved by the system at its end."""
    await kuansing.at("2026-01-05T15:00")
    await kuansing.enter("2026-01-05")
    seen = (await kuansing.ask("GET", "/subordinates", who=KASI)).body
    assert [(s["asn_id"], s["penilai_hari_ini"], s["menunggu"], s["terlambat"], s["paling_lambat"]) for s in seen] == [
        (str(STAF), True, 1, 0, "2026-01-14"), (str(STAF2), True, 0, 0, None),
    ]  # fmt: skip
    above = {s["asn_id"] for s in (await kuansing.ask("GET", "/subordinates", who=KABID)).body}
    assert str(KASI) in above and not above & {str(STAF), str(STAF2)}
    assert (await kuansing.ask("GET", "/subordinates", who=STAF)).body == []
    await kuansing.at("2026-01-15T00:01")
    approved = await kuansing.service.told(ActivityApproved)
    assert [a["cara"] for a in approved] == ["auto"]
    assert [s["menunggu"] for s in (await kuansing.ask("GET", "/subordinates", who=KASI)).body] == [0, 0]


async def test_kuan_p23_5_what_was_seen_and_left_is_counted_as_late(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    await kuansing.enter("2026-01-05")
    assert len((await kuansing.ask("POST", "/queue?limit=10", who=KASI)).body) == 1
    await kuansing.at("2026-01-15T00:01")
    first = (await kuansing.ask("GET", "/subordinates", who=KASI)).body[0]
    assert (first["menunggu"], first["terlambat"], first["paling_lambat"]) == (1, 1, None)


async def test_kon_b30_without_a_clock_nothing_is_late(konsel: Office) -> None:
    await konsel.at("2026-01-05T15:00")
    await konsel.enter("2026-01-05")
    await konsel.at("2026-02-20T08:00")
    first = next(s for s in (await konsel.ask("GET", "/subordinates", who=KASI)).body if s["asn_id"] == str(STAF))
    assert (first["menunggu"], first["terlambat"], first["paling_lambat"]) == (1, 0, None)

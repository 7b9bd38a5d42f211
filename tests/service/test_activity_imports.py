"""An import: KUAN P16(b), P23(1), P31(1), readings A7, A24, A29, A30; goal S16."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from chassis.outbox import unpack_headers
from contracts.activity import ActivityAssisted, ActivitySubmitted
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from services.activity.imports import prepare as preparing
from tests.service.dinas import TAMBAHAN, UTAMA, Office, entry, skp
from tests.service.importing import confirm, csv_of, prepare, row, xlsx_of
from tests.service.people import ADMIN, KASI, KEPALA, REVIEWER, SINCE, STAF, STAF2, pegawai

NIP = {who: pegawai(who, None).nip for who in (STAF, STAF2, ADMIN)}
AFTER_CLOSE = "2026-02-14T00:01"


async def test_kuan_p23_1_nothing_is_entered_before_the_file_is_confirmed(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    made = await prepare(kuansing, csv_of(row("2026-01-05"), row("6/1/2026", MULAI="08.00", SELESAI="9.30")), STAF)
    assert made.status == 201
    assert [made.body[k] for k in ("bagi", "accepted", "refused", "duplicate")] == ["sendiri", 2, 0, 0]
    assert [(x["baris"], x["tanggal"], x["selesai"]) for x in made.body["lines"]] == [
        (2, "2026-01-05", "09:00:00"), (3, "2026-01-06", "09:30:00"),
    ]  # fmt: skip
    assert await kuansing.mine("2026-01") == {} and await kuansing.service.told(ActivitySubmitted) == []
    impor = made.body["impor_id"]
    refused = await confirm(kuansing, impor, STAF, benar=False)
    assert refused.problem() == (422, "benar", "23(1)")
    done = await confirm(kuansing, impor, STAF)
    assert (done.status, done.body["state"], done.body["written"]) == (200, "done", 2)
    again = await confirm(kuansing, impor, STAF)
    assert (again.status, again.body["written"]) == (200, 2), "confirmed twice is confirmed once"
    assert len(await kuansing.mine("2026-01")) == 2 and len(await kuansing.service.told(ActivitySubmitted)) == 2
    assert (await confirm(kuansing, impor, STAF2)).status == 404, "a file is its owner's"


async def test_kuan_p23_5_p23_7_a_line_is_an_entry_with_the_same_terms(kuansing: Office) -> None:
    """The same day entered by hand and from a file, by two people: the same row, the same fact, the same end."""
    await kuansing.service.hear(skp(STAF2, other := UUID(int=0x7003)))
    await kuansing.at("2025-03-20T15:45")
    by_hand = await kuansing.enter("2025-03-18")
    made = await prepare(kuansing, csv_of(row("2025-03-18", KINERJA=str(other))), STAF2)
    await confirm(kuansing, made.body["impor_id"], STAF2)
    one = (await kuansing.mine("2025-03"))[by_hand]
    ((activity_id, two),) = (await kuansing.mine("2025-03", STAF2)).items()
    own = {"activity_id", "asn_id", "nama", "butir_id", "submitted_at"}
    assert {k: v for k, v in one.items() if k not in own} == {k: v for k, v in two.items() if k not in own}
    # 20 March is day 0; Nyepi, Idul Fitri and cuti bersama are skipped
    assert (two["due_on"], two["late"]) == ("2025-04-09", True)
    told = await kuansing.service.told(ActivitySubmitted)
    assert [sorted(t) for t in told] == [sorted(told[0])] * 2
    assert {(t["late"], t["due_on"]) for t in told} == {(True, "2025-04-09")}
    rows = await kuansing.service.rows("SELECT lapse_on, jabatan, version, isi_versi FROM activity")
    assert len({tuple(r) for r in rows}) == 1
    facts = await kuansing.service.rows(
        "SELECT * FROM outbox WHERE subject = ANY($1) ORDER BY id", [by_hand, activity_id]
    )
    heads = [{name: value.decode() for name, value in unpack_headers(f["headers"])} for f in facts]
    differ = ("ce_id", "ce_subject", "ce_partitionkey", "ce_actor")
    for fact, head, owner in zip(facts, heads, (STAF, STAF2), strict=True):
        assert [head[name] for name in differ] == [str(fact["event_id"]), fact["subject"], str(owner), str(owner)]
        assert (fact["key"], fact["version"], head["ce_sequence"]) == (str(owner), 1, "1")
    of_now = {"ce_time", "ce_correlationid", "ce_traceparent", "traceparent", *differ}
    assert {k: v for k, v in heads[0].items() if k not in of_now} == {
        k: v for k, v in heads[1].items() if k not in of_now
    }
    await kuansing.at("2025-04-10T00:00")
    assert (await kuansing.mine("2025-03", STAF2))[activity_id]["cara"] == "auto"


async def test_a_file_alone_arms_the_clocks(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    await confirm(kuansing, (await prepare(kuansing, csv_of(row("2026-01-07")), STAF)).body["impor_id"], STAF)
    # 7 January is day 0: 8, 9, 12, 13, 14, 15, 19
    await kuansing.at("2026-01-20T00:00")
    assert [(a["cara"], a["due_on"]) for a in (await kuansing.mine("2026-01")).values()] == [("auto", "2026-01-19")]


CASES: list[tuple[str, dict[str, str], str, str]] = [
    ("future", {"TANGGAL": "2026-01-09"}, "TANGGAL", "23(1)"),
    ("times", {"SELESAI": "08:00"}, "SELESAI", "23(1)"),
    ("no day", {"TANGGAL": "31/2/2026"}, "TANGGAL", "23(1)"),
    ("no time", {"MULAI": "pagi"}, "MULAI", "23(1)"),
    ("category", {"KATEGORI": "lain"}, "KATEGORI", "23(6)"),
    ("other category", {"KATEGORI": "tambahan"}, "KINERJA", "1(31), 23(6)"),
    ("unknown kinerja", {"KINERJA": "Melamun"}, "KINERJA", "1(31), 23(6)"),
    ("before the SKP", {"TANGGAL": "2024-12-31"}, "KINERJA", "1(31), 23(6)"),
    ("no output", {"OUTPUT": ""}, "OUTPUT", "23(1)"),
    ("quantity", {"KUANTITAS": "0"}, "KUANTITAS", "23(1)"),
    ("fraction", {"KUANTITAS": "1,5"}, "KUANTITAS", "23(1)"),
    ("no law yet", {"TANGGAL": "2019-10-31"}, "TANGGAL", "kebijakan"),
    ("anothers", {"NIP": NIP[STAF2]}, "NIP", "23(1)"),
    ("on leave", {"TANGGAL": "2026-01-06"}, "TANGGAL", "A30"),
    ("overlap stored", {"MULAI": "13:30", "SELESAI": "14:30"}, "MULAI", "23(1)"),
    ("overlap in the file", {"MULAI": "10:30", "SELESAI": "11:30"}, "MULAI", "23(1)"),
]  # fmt: skip


async def test_kuan_p23_1_a_bad_line_is_refused_with_cell_reason_and_pasal_and_loses_no_good_one(
    kuansing: Office,
) -> None:
    leave = MasaStatus(mulai=date(2026, 1, 6), selesai=date(2026, 1, 6), status=StatusPegawai.CUTI)
    working = MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF)
    await kuansing.service.hear(pegawai(STAF, KASI, masa_status=(working, leave)))
    await kuansing.at("2026-01-08T15:00")
    await kuansing.enter("2026-01-07", mulai="13:00:00", selesai="14:00:00")
    bad = [row("2026-01-07", **change) for _, change, _, _ in CASES]
    rows = [row("2026-01-07", MULAI="10:00", SELESAI="11:00"), *bad, row("2026-01-08")]
    made = (await prepare(kuansing, csv_of(*rows), STAF)).body
    found = {r["baris"]: (r["kolom"], r["pasal"]) for r in made["refusals"]}
    wrong = [
        (name, found.get(n)) for n, (name, _, kolom, pasal) in enumerate(CASES, 3) if found.get(n) != (kolom, pasal)
    ]
    assert not wrong
    assert all(r["alasan"] for r in made["refusals"])
    assert next(r["alasan"] for r in made["refusals"] if r["baris"] == 18).endswith("(10:00-11:00, baris 2).")
    assert (made["accepted"], made["refused"], made["duplicate"]) == (2, len(CASES), 0)
    done = (await confirm(kuansing, made["impor_id"], STAF)).body
    assert (done["written"], done["refused"]) == (2, len(CASES))
    page = await kuansing.service.get(f"/imports/{made['impor_id']}?sesudah=17&limit=2", actor=STAF)
    assert [r["baris"] for r in page["refusals"]] == [18]


@pytest.mark.parametrize(
    ("change", "entry_change"),
    [({"TANGGAL": "2026-01-09"}, {"tanggal": "2026-01-09"}), ({"SELESAI": "07:00"}, {"selesai": "07:00:00"}),
     ({"KATEGORI": "tambahan"}, {"kategori": "tambahan"}), ({"TANGGAL": "2024-12-31"}, {"tanggal": "2024-12-31"}),
     ({"TANGGAL": "2019-10-31"}, {"tanggal": "2019-10-31"}),
     ({"TANGGAL": "2026-01-06"}, {"tanggal": "2026-01-06"}), ({"MULAI": "13:30", "SELESAI": "14:30"}, {"mulai": "13:30:00", "selesai": "14:30:00"}),
     ({}, {})],
)  # fmt: skip
async def test_a_line_and_an_entry_are_judged_alike(
    kuansing: Office, change: dict[str, str], entry_change: dict[str, str]
) -> None:
    leave = MasaStatus(mulai=date(2026, 1, 6), selesai=date(2026, 1, 6), status=StatusPegawai.CUTI)
    working = MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF)
    await kuansing.service.hear(pegawai(STAF, KASI, masa_status=(working, leave)))
    await kuansing.at("2026-01-08T15:00")
    await kuansing.enter("2026-01-07", mulai="13:00:00", selesai="14:00:00")
    made = (await prepare(kuansing, csv_of(row("2026-01-07", **change)), STAF)).body
    single = await kuansing.ask("POST", "/activities", entry("2026-01-07") | entry_change, who=STAF)
    if single.status == 201:
        assert made["accepted"] == 1
    else:
        assert [r["pasal"] for r in made["refusals"]] == [single.body["pasal"]]


async def test_kuan_p23_1_the_same_file_again_enters_nothing_twice(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    file = csv_of(row("2026-01-05"), row("2026-01-05"), row("2026-01-06"))
    made = (await prepare(kuansing, file, STAF)).body
    assert [(r["baris"], r["ganda"], r["alasan"][-10:]) for r in made["refusals"]] == [(3, True, " baris 2).")]
    await confirm(kuansing, made["impor_id"], STAF)
    again = (await prepare(kuansing, file, STAF)).body
    assert (again["accepted"], again["refused"], again["duplicate"]) == (0, 0, 3)
    assert (await confirm(kuansing, again["impor_id"], STAF)).body["state"] == "done"
    assert len(await kuansing.mine("2026-01")) == 2


async def test_what_has_changed_since_the_preview_is_judged_anew(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    made = (await prepare(kuansing, csv_of(row("2026-01-05"), row("2026-01-06")), STAF)).body
    await kuansing.enter("2026-01-05", mulai="08:30:00", selesai="08:45:00")
    done = (await confirm(kuansing, made["impor_id"], STAF)).body
    assert (done["written"], done["refused"], done["state"]) == (1, 1, "done")
    shown = await kuansing.service.get(f"/imports/{made['impor_id']}", actor=STAF)
    assert [(r["baris"], r["kolom"]) for r in shown["refusals"]] == [(2, "MULAI")]


async def test_kuan_reading_a24_a_closed_month_takes_no_lines_and_a_filled_day_is_not_missing(kuansing: Office) -> None:
    await kuansing.at("2026-01-30T15:00")
    filled = csv_of(*(row(f"2026-01-{d:02d}") for d in range(2, 31) if date(2026, 1, d).weekday() < 5 and d != 16))
    await confirm(kuansing, (await prepare(kuansing, filled, STAF)).body["impor_id"], STAF)
    late = (await prepare(kuansing, csv_of(row("2026-01-29", MULAI="10:00", SELESAI="11:00")), STAF)).body
    await kuansing.at(AFTER_CLOSE)
    measured = [m for m in await kuansing.service.told() if m.get("month_id") == f"{STAF}:2026-01"]
    assert [m["hari_kosong"] for m in measured] == [[]]
    done = (await confirm(kuansing, late["impor_id"], STAF)).body
    assert (done["written"], done["refused"]) == (0, 1)
    again = (await prepare(kuansing, csv_of(row("2026-01-29", MULAI="10:00", SELESAI="11:00")), STAF)).body
    assert [(r["kolom"], r["pasal"]) for r in again["refusals"]] == [("TANGGAL", "A24")]
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Gangguan.", "dokumen": "ND-12/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).status == 200
    opened = (await prepare(kuansing, csv_of(row("2026-01-29", MULAI="10:00", SELESAI="11:00")), STAF)).body
    assert opened["accepted"] == 1, "opened again for this person"


async def test_kuan_p16b_reading_a7_an_administrator_fills_for_the_own_pd_and_owners_confirm(kuansing: Office) -> None:
    await kuansing.service.hear(skp(STAF2, UUID(int=0x7003)), pegawai(REVIEWER, KEPALA, opd="SETDA"))
    await kuansing.at("2026-01-07T15:00")
    rows = [
        row("2026-01-05", NIP=NIP[STAF], KINERJA="menyusun  LAPORAN"),
        row("2026-01-06", NIP=NIP[STAF]),
        row("2026-01-06", NIP=NIP[STAF2], KINERJA=str(UUID(int=0x7003))),
        row("2026-01-06", NIP=pegawai(REVIEWER, None).nip),
        row("2026-01-06", NIP=NIP[ADMIN]),
        row("2026-01-06", NIP=""),
        row("2026-01-06", NIP=NIP[STAF2]),
    ]
    assert (await prepare(kuansing, csv_of(*rows), STAF, "/imports/assisted")).status == 403
    made = (await prepare(kuansing, csv_of(*rows), ADMIN, "/imports/assisted")).body
    assert [(x["baris"], x["asn_id"]) for x in made["lines"]] == [(2, str(STAF)), (3, str(STAF)), (4, str(STAF2))]
    assert [(r["baris"], r["kolom"], r["pasal"]) for r in made["refusals"]] == [
        (5, "NIP", "16 b, 1(23)"), (6, "NIP", "16 b"), (7, "NIP", "16 b, 1(23)"), (8, "KINERJA", "1(31), 23(6)"),
    ]  # fmt: skip
    impor = made["impor_id"]
    assert (await confirm(kuansing, impor, ADMIN, alasan=" ")).problem() == (422, "alasan", "16 b (A7)")
    done = await confirm(kuansing, impor, ADMIN, alasan="Puskesmas tanpa jaringan.")
    assert (done.body["state"], done.body["written"]) == ("done", 3)
    told = await kuansing.service.told()
    assert [(t["asn_id"], t["entered_by"], t["alasan"]) for t in told] == [
        (str(STAF), str(ADMIN), "Puskesmas tanpa jaringan."),
        (str(STAF), str(ADMIN), "Puskesmas tanpa jaringan."),
        (str(STAF2), str(ADMIN), "Puskesmas tanpa jaringan."),
    ]
    inbox = await kuansing.service.get("/messages", actor=STAF)
    assert [(m["jenis"], m["tentang"]) for m in inbox] == [("diisikan", impor)] and "2 aktivitas" in inbox[0]["isi"]
    found = await kuansing.mine("2026-01")
    assert {(a["state"], a["entered_by"], a["due_on"]) for a in found.values()} == {("assisted", str(ADMIN), None)}
    assert {a["benar"] for a in found.values()} == {False}, "its owner has not said so yet"
    assert await kuansing.look() == []
    await kuansing.at("2026-01-08T15:00")
    ids = {"ids": list(found), "benar": True}
    assert (await kuansing.ask("POST", "/assisted/confirm", ids | {"benar": False}, who=STAF)).status == 422
    assert (await kuansing.ask("POST", "/assisted/confirm", ids, who=STAF2)).status == 403
    assert (await kuansing.ask("POST", "/assisted/confirm", ids, who=STAF)).body == {"confirmed": 2}
    # day 0 = Thursday 8 January: 9, 12, 13, 14, 15, 19, 20
    assert {(a["state"], a["due_on"]) for a in (await kuansing.mine("2026-01")).values()} == {
        ("submitted", "2026-01-20")
    }
    assert len(await kuansing.service.told(ActivitySubmitted)) == 2


async def test_kuan_p16b_who_left_the_pd_after_the_preview_is_not_filled_for(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    made = (await prepare(kuansing, csv_of(row("2026-01-05", NIP=NIP[STAF])), ADMIN, "/imports/assisted")).body
    await kuansing.service.hear(pegawai(STAF, KASI, opd="SETDA"))
    done = (await confirm(kuansing, made["impor_id"], ADMIN, alasan="Tanpa jaringan.")).body
    assert (done["written"], done["refused"]) == (0, 1)
    assert await kuansing.service.told(ActivityAssisted) == []


async def test_kon_knows_no_entry_on_behalf_and_a_file_of_ones_own_has_no_clock(konsel: Office) -> None:
    await konsel.at("2026-01-07T15:00")
    refused = await prepare(konsel, csv_of(row("2026-01-05", NIP=NIP[STAF])), ADMIN, "/imports/assisted")
    assert refused.status == 403
    assert (await konsel.ask("GET", "/imports/template?bagi=pd", who=ADMIN)).status == 403
    made = (await prepare(konsel, csv_of(row("2026-01-05")), STAF)).body
    assert (await confirm(konsel, made["impor_id"], STAF)).body["written"] == 1
    assert [a["due_on"] for a in (await konsel.mine("2026-01")).values()] == [None]


async def test_a_workbook_as_excel_keeps_it(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    cells: dict[str, Any] = {
        "TANGGAL": date(2026, 1, 5), "KATEGORI": "Utama", "KINERJA": "Menyusun laporan", "URAIAN": "=1+1 laporan",
        "OUTPUT": "2 berkas", "KUANTITAS": 2, "MULAI": time(8, 10), "SELESAI": time(9, 20),
    }  # fmt: skip
    afternoon = cells | {"KATEGORI": "tambahan", "MULAI": time(13), "SELESAI": time(14, 59)}
    made = (await prepare(kuansing, xlsx_of([cells, {}, afternoon]), STAF)).body
    assert made["refusals"] == [] and [x["baris"] for x in made["lines"]] == [2, 4]
    assert [(x["mulai"], x["selesai"], x["kuantitas"]) for x in made["lines"]] == [
        ("08:10:00", "09:20:00", 2), ("13:00:00", "14:59:00", 2),
    ]  # fmt: skip
    assert [x["butir_id"] for x in made["lines"]] == [str(UTAMA), str(TAMBAHAN)]


async def test_the_template_is_where_one_starts(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    own = await kuansing.ask("GET", "/imports/template", who=STAF)
    book = CalamineWorkbook.from_filelike(BytesIO(own.body))
    assert book.sheet_names == ["AKTIVITAS", "KINERJA"]
    assert book.get_sheet_by_name("AKTIVITAS").to_python()[0][1:4] == ["TANGGAL", "KATEGORI", "KINERJA"]
    assert {(r[2], r[3]) for r in book.get_sheet_by_name("KINERJA").to_python()[1:]} == {
        ("utama", "Menyusun laporan"), ("tambahan", "Menyusun laporan"),
    }  # fmt: skip
    empty = await prepare(kuansing, own.body, STAF)
    assert (empty.status, empty.body["accepted"], empty.body["refused"]) == (201, 0, 0)
    assert (await kuansing.ask("GET", "/imports/template?bagi=pd", who=STAF)).status == 403
    whole = await kuansing.ask("GET", "/imports/template?bagi=pd", who=ADMIN)
    people = CalamineWorkbook.from_filelike(BytesIO(whole.body)).get_sheet_by_name("PEGAWAI").to_python()
    assert [NIP[STAF], "Pegawai 484"] in people and NIP[ADMIN] not in [p[0] for p in people]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"PK\x03\x04 no workbook", b"TANGGAL;URAIAN\r\n2026-01-05;x", b'TANGGAL;"open'],
)
async def test_what_is_no_back_fill_file_is_422(kuansing: Office, content: bytes) -> None:
    await kuansing.at("2026-01-07T15:00")
    assert (await prepare(kuansing, content, STAF)).problem()[:2] == (422, "berkas")


async def test_a_big_file_goes_part_by_part_and_goes_on_after_a_crash(
    kuansing: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.activity.imports import commands as importing

    monkeypatch.setattr(preparing, "PART_ROWS", 10)
    await kuansing.at("2026-01-07T15:00")
    days = [d for d in range(1, 32) if date(2025, 12, d).weekday() < 5]
    made = (await prepare(kuansing, csv_of(*(row(f"2025-12-{d:02d}") for d in days), row("2026-01-05")), STAF)).body
    assert made["accepted"] == len(days) + 1 == 24
    written = importing.write
    crashes = iter([True, False])

    async def crash_once(*given: Any) -> Any:
        ids = await written(*given)
        if next(crashes, False):
            raise RuntimeError("the process dies after it wrote, before it committed")
        return ids

    first = (await confirm(kuansing, made["impor_id"], STAF)).body
    assert (first["state"], first["written"]) == ("running", 10)
    monkeypatch.setattr(importing, "write", crash_once)
    await kuansing.at("2026-01-07T15:01")
    shown = await kuansing.service.get(f"/imports/{made['impor_id']}", actor=STAF)
    assert (shown["progress"]["state"], shown["progress"]["written"]) == ("running", 10), "nothing of the part stays"
    assert (await confirm(kuansing, made["impor_id"], STAF)).body["written"] == 10
    await kuansing.at("2026-01-07T15:10")
    shown = await kuansing.service.get(f"/imports/{made['impor_id']}", actor=STAF)
    assert (shown["progress"]["state"], shown["progress"]["written"]) == ("done", 24)
    told = await kuansing.service.told(ActivitySubmitted)
    assert len({t["tanggal"] for t in told}) == len(told) == 24
    assert len(await kuansing.mine("2025-12")) == 23 and len(await kuansing.mine("2026-01")) == 1
    rows = await kuansing.service.rows("SELECT headers FROM outbox ORDER BY id")
    assert all(str(STAF).encode() in r["headers"] for r in rows), "the facts name who confirmed, not the system"
    left = await kuansing.service.rows("SELECT 1 FROM impor_bagian")
    assert left == []


async def test_a_new_preview_forgets_the_one_before(kuansing: Office) -> None:
    await kuansing.at("2026-01-07T15:00")
    first = (await prepare(kuansing, csv_of(row("2026-01-05")), STAF)).body["impor_id"]
    second = (await prepare(kuansing, csv_of(row("2026-01-05")), STAF)).body["impor_id"]
    assert (await confirm(kuansing, first, STAF)).status == 404
    listed = await kuansing.service.get("/imports", actor=STAF)
    assert [(i["impor_id"], i["state"]) for i in listed] == [(second, "prepared")]
    assert await kuansing.service.get("/imports", actor=STAF2) == []


async def test_a_line_names_the_row_and_the_time_as_the_office_sees_them(kuansing: Office) -> None:
    """Blank rows above and between, `sep=;`, a number without its zero, an error of a formula, a row of numbers."""
    await kuansing.at("2026-01-07T15:00")
    table = csv_of(row("2026-01-05", MULAI="8.3"), row("2026-01-05", OUTPUT="#N/A"), row("2026-01-05")).decode()
    titles, *lines = table.split("\r\n")
    made = await prepare(kuansing, "\r\n".join(["sep=;", "", titles, "", *lines, ";;;;;;;;;"]).encode(), STAF)
    assert [(r["baris"], r["kolom"]) for r in made.body["refusals"]] == [(4, "MULAI"), (5, "OUTPUT")]
    assert "08:30" in made.body["refusals"][0]["alasan"] and "#N/A" in made.body["refusals"][1]["alasan"]
    assert [line["baris"] for line in made.body["lines"]] == [6]
    twice = csv_of(row("2026-01-05")).replace(b"BUKTI", b"uraian")
    assert (await prepare(kuansing, twice, STAF)).problem()[:2] == (422, "berkas")

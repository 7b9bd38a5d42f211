"""What a refusal says: never the other law's pasal, and which of many entries it is about (B30; KUAN P17(b), P23(5))."""

from __future__ import annotations

import ast
import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from tests.service.dinas import Office, entry
from tests.service.importing import csv_of, prepare, row
from tests.service.people import ADMIN, KABID, KASI, STAF, STAF2

# What Konawe Selatan's Perbup says of these things, read in its text: who the penilai is, and of what an SKP consists.
OWN = {"1(26)", "7(1-2)", "17(2)", "kebijakan", "implicit"}
NO = {"dasar": "tidak_sesuai_data", "alasan": "Tidak ada."}
_PASAL = re.compile(r"(KUAN )?(A)?\d{1,2}( [a-e])?(\(\d+\))*(, .*| \(A\d+\))?$")


async def test_kon_b30_no_refusal_cites_a_pasal_of_the_other_law(konsel: Office) -> None:
    """KON 23 is about konseling, KON 31 about weights, KON 16 about behaviour: to cite them here would be untrue."""
    await konsel.at("2026-01-06T15:00")
    made = await konsel.enter("2026-01-05")
    fixed = {k: v for k, v in entry("2026-01-05").items() if k not in ("tanggal", "benar")} | {"alasan": "x"}
    asked: list[tuple[str, str, Any, UUID]] = [
        ("POST", "/activities", entry("2026-01-05"), STAF),
        ("POST", "/activities", entry("2026-01-07"), STAF),
        ("POST", "/activities", entry("2026-01-05", mulai="12:00:00", selesai="11:00:00"), STAF),
        ("POST", "/activities", entry("2026-01-05", benar=False, mulai="09:00:00", selesai="10:00:00"), STAF),
        ("POST", "/activities", entry("2026-01-05", butir_id=str(uuid4())), STAF),
        ("POST", "/activities", entry("2026-01-05"), uuid4()),
        ("POST", "/verify", {"ids": [made]}, KABID),
        ("POST", f"/activities/{made}/reject", NO | {"alasan": " "}, KASI),
        ("POST", f"/activities/{made}/reject", NO | {"dasar": "lain"}, KASI),
        ("POST", f"/activities/{made}/reopen", {"alasan": "x"}, KASI),
        ("POST", f"/activities/{made}/correct", fixed | {"alasan": " "}, KASI),
        ("PUT", f"/activities/{made}", entry("2026-01-06"), STAF),
        ("PUT", f"/activities/{made}", entry("2026-01-05"), STAF2),
        ("POST", "/missed/judge", {"asn_id": str(STAF), "tanggal": "2026-01-05", "sengaja": True, "tanggapan": "x", "cara_didengar": "tatap_muka", "didengar_pada": "2026-01-05",
                                   "alasan": "x"}, KASI),
        ("POST", "/feedback", {"sebagai": "penilai", "isi": "x"}, STAF),
        ("POST", "/feedback", {"sebagai": "user", "isi": "x", "kepada": "kepala_pd"}, STAF),
        ("POST", "/plans", {"periode": "abadi", "mulai": "2026-01-05", "butir_id": str(uuid4()), "uraian": "x",
                            "jumlah": 1}, STAF),
        ("GET", f"/people/{STAF}/activities?periode=2026-01&tujuan=Periksa", None, STAF2),
        ("POST", "/drafts", {}, uuid4()),
    ]  # fmt: skip
    cited = {}
    for method, path, body, who in asked:
        refused = await konsel.ask(method, path, body, who=who)
        assert refused.status in (403, 409, 422), (path, refused.body)
        cited[method, path, str(body)] = refused.body["pasal"]
    assert {k: v for k, v in cited.items() if v not in OWN} == {}


async def test_kon_b30_nor_does_a_line_of_a_file(konsel: Office) -> None:
    await konsel.at("2026-01-06T15:00")
    bad = [{"TANGGAL": "2026-01-09"}, {"SELESAI": "08:00"}, {"KINERJA": "x"}, {"KATEGORI": "x"}, {"KUANTITAS": "0"}]
    shown = await prepare(konsel, csv_of(*(row("2026-01-05") | change for change in bad)), STAF)
    assert shown.status == 201 and shown.body["refused"] == len(bad), shown.body
    assert {r["pasal"] for r in shown.body["refusals"]} <= OWN


def _constants() -> set[str]:
    """Every text in the code of activity that looks like a pasal."""
    found = set()
    for path in sorted((REPOSITORY / "services" / "activity").rglob("*.py")):
        if "migrations" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
            found |= {text for text in texts if _PASAL.fullmatch(text)}
    return found


def test_kon_b30_the_code_cites_no_pasal_and_the_pack_cites_its_own() -> None:
    pack = next(
        p for p in Packs.load(str(REPOSITORY / "regulations")) if "konsel" in p.head.tenants and not p.head.example
    )
    cited = {c.pasal for name, c in pack.citations().items() if name.startswith("activity.")}
    assert _constants() == set() and cited <= OWN


# --- many at once -------------------------------------------------------------------------------------------------


async def test_kuan_p23_5_eighty_entries_in_one_call_and_a_refusal_names_each_that_is_in_the_way(
    kuansing: Office,
) -> None:
    await kuansing.at("2026-01-30T15:00")
    days = [f"2026-01-{d:02}" for d in (2, 5, 6, 7, 8, 9, 12, 13, 14, 15)]
    ids = [await kuansing.enter(d, mulai=f"{h:02}:00:00", selesai=f"{h:02}:50:00") for d in days for h in range(8, 16)]
    assert len(ids) == 80 and (await kuansing.verify(ids[7])).status == 200
    assert (await kuansing.ask("POST", f"/activities/{ids[30]}/reject", NO, who=KASI)).status == 200
    changed = entry(days[1], mulai="08:00:00", selesai="08:30:00")
    assert (await kuansing.ask("PUT", f"/activities/{ids[8]}", changed, who=STAF)).status == 200
    refused = await kuansing.ask("POST", "/verify", {"ids": ids, "versi": dict.fromkeys(ids, 1)}, who=KASI)
    assert refused.problem() == (409, "ids", "23(5)") and refused.body["detail"].startswith("3 dari 80")
    told = {e["field"]: (e["pasal"], e["detail"]) for e in refused.body["errors"]}
    assert set(told) == {"ids[7]", "ids[8]", "ids[30]"}
    assert told["ids[7]"][0] == told["ids[30]"][0] == "23(5)" and "disetujui" in told["ids[7]"][1]
    assert "versi 2" in told["ids[8]"][1]
    rest = [i for n, i in enumerate(ids) if n not in (7, 8, 30)]
    told_once = await kuansing.ask("POST", "/verify", {"ids": rest}, who=KASI, key="the-same-key-again")
    assert (told_once.status, told_once.body) == (200, {"approved": 77, "verified": 0}), "what is left goes at once"
    again = await kuansing.ask("POST", "/verify", {"ids": rest}, who=KASI, key="the-same-key-again")
    assert (again.status, again.body, again.headers["idempotent-replay"]) == (
        200,
        {"approved": 77, "verified": 0},
        "true",
    )


async def test_an_entry_that_is_not_there_is_named_among_those_that_are(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made, strange = await kuansing.enter("2026-01-05"), str(uuid4())
    refused = await kuansing.verify(made, strange)
    assert (refused.status, [e["field"] for e in refused.body["errors"]]) == (404, ["ids[1]"])


async def test_what_crosses_midnight_is_told_to_be_two_entries(kuansing: Office) -> None:
    await kuansing.at("2026-01-06T15:00")
    night = await kuansing.ask(
        "POST", "/activities", entry("2026-01-05", mulai="22:00:00", selesai="06:00:00"), who=STAF
    )
    assert night.problem() == (422, "selesai", "23(1)") and "tengah malam" in night.body["detail"]
    for day, first, last in (("2026-01-05", "22:00:00", "23:59:59"), ("2026-01-06", "00:00:00", "06:00:00")):
        await kuansing.enter(day, mulai=first, selesai=last)
    over = await kuansing.ask(
        "POST", "/activities", entry("2026-01-06", mulai="05:00:00", selesai="07:00:00"), who=STAF
    )
    assert over.status == 409


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_a_refusal_of_the_own_law_stays_as_it_is(activity: Any, tenant: str) -> None:
    from tests.service.dinas import open_office

    office = await open_office(activity, tenant)
    made = await office.enter("2026-01-02")
    refused = await office.verify(made, who=KABID)
    assert refused.problem() == (403, "", {"kuansing": "1(24)", "konsel": "1(26)"}[tenant])


# --- on a telephone at 15.45 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_two_activities_and_their_state_take_four_short_answers(activity: Any, tenant: str) -> None:
    """After a month of work: what one may refer to, two entries, and the day as it stands."""
    from tests.service.dinas import open_office

    office = await open_office(activity, tenant)
    await office.at("2026-01-30T15:45")
    days = [f"2026-01-{d:02}" for d in (2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 19, 20, 21, 22, 23, 26, 27, 28, 29)]
    for day in days:
        await office.enter(day)
    today = "2026-01-30"
    two = [entry(today), entry(today, mulai="10:00:00", selesai="11:00:00")]
    answers = [await office.ask("GET", f"/butir?tanggal={today}", who=STAF)]
    answers += [
        await office.ask("POST", "/activities", body, who=STAF, key=f"offline-{n}") for n, body in enumerate(two)
    ]
    answers.append(await office.ask("GET", f"/activities?periode=2026-01&tanggal={today}", who=STAF))
    assert [a.body["state"] for a in answers[1:3]] == ["submitted"] * 2 == [v["state"] for v in answers[3].body]
    sizes = [len(json.dumps(a.body, separators=(",", ":"))) for a in answers]
    assert sum(sizes) < 3000, sizes
    again = await office.ask("POST", "/activities", two[1], who=STAF, key="offline-1")
    assert (again.status, again.body) == (201, answers[2].body), "the line broke: the same key, the same answer"
    assert len(await office.mine("2026-01")) == len(days) + 2


async def test_kuan_p23_1_what_is_in_the_way_is_named_with_its_id_and_its_time(kuansing: Office) -> None:
    """Entered alone, changed, corrected, written for another, and in a file: each names the entry that stands there."""
    await kuansing.at("2026-01-07T15:00")
    early = await kuansing.enter("2026-01-07", mulai="08:00:00", selesai="09:30:00")
    late = await kuansing.enter("2026-01-07", mulai="13:00:00", selesai="14:00:00")
    over = entry("2026-01-07", mulai="09:00:00", selesai="10:00:00")
    fixed = {k: v for k, v in over.items() if k not in ("tanggal", "benar")} | {"alasan": "Jamnya keliru."}
    helped = {"asn_id": str(STAF), "alasan": "Sakit", "isi": over}
    for method, path, body, who in (
        ("POST", "/activities", over, STAF),
        ("PUT", f"/activities/{late}", over, STAF),
        ("POST", f"/activities/{late}/correct", fixed, KASI),
        ("POST", "/assisted", helped, ADMIN),
        ("PUT", f"/assisted/{late}", {"alasan": "Sakit", "isi": over}, ADMIN),
    ):
        refused = await kuansing.ask(method, path, body, who=who)
        assert (refused.status, refused.body["rule"]) == (409, "activity.entry.overlap"), (path, refused.body)
        assert refused.body["about"] == early and refused.body["detail"].endswith(" (08:00-09:30)."), path
        assert refused.body["field"] == ("isi.mulai" if "assisted" in path else "mulai")
    again = await kuansing.ask("PUT", f"/activities/{early}", entry("2026-01-07"), who=STAF)
    assert again.status == 200, "an entry is never in its own way"
    made = (await prepare(kuansing, csv_of(row("2026-01-07", MULAI="13:30", SELESAI="14:30")), STAF)).body
    assert [r["alasan"][-15:] for r in made["refusals"]] == [" (13:00-14:00)."]

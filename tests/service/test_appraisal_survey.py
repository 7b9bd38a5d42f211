"""The closed survey: drawn, answered, declined, recalled, closed; and an attack on its secrecy (KON P29-30)."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from chassis.edge import fingerprint_of
from chassis.keyring import KeyLost
from contracts.identity import PegawaiRecorded, Penempatan
from contracts.survei import UndanganSurveiSent
from contracts.vocabulary import JenisJabatan
from tests.service.judging import FOUR, ONE, TWO, Judging, measured, open_judging, planned
from tests.service.people import KABID, KASI, SINCE, STAF, STAF2, office, pegawai

PEERS = [UUID(int=0x5300 + n) for n in range(5)]
ELSEWHERE = UUID(int=0x5400)


def posted(one: PegawaiRecorded) -> PegawaiRecorded:
    """With the post that they hold, as identity tells it."""
    post = Penempatan(
        mulai=SINCE, jabatan=one.jabatan, jenis_jabatan=one.jenis_jabatan, opd=one.opd, unit=one.unit
    )  # fmt: skip
    return replace(one, penempatan=(post,))


@pytest.fixture
async def kon(kon_judging: Judging) -> AsyncIterator[Judging]:
    """STAF2 with five peers of the unit, one away on leave, in a Pemda that asks peers."""
    with kon_judging.service.law("appraisal", "konsel", peer_input=True):
        await kon_judging.at("2026-01-12T09:00")
        peers = [pegawai(asn, KASI) for asn in PEERS]
        other = pegawai(ELSEWHERE, KASI, unit="DINKES.YANKES")
        people = [p for p in office() if p.asn_id != STAF]
        await kon_judging.hear(*map(posted, (*people, *peers, other)), planned(ONE, asn=STAF2))
        await kon_judging.at("2026-12-01T00:01")
        yield kon_judging


async def asked(kon: Judging) -> dict[UUID, str]:
    """Who has an open invitation, and its address."""
    found = {}
    for asn in (*PEERS, ELSEWHERE, KASI, STAF2):
        for one in await kon.good("GET", "/surveys", who=asn):
            found[asn] = f"/surveys/{one['undangan_id']}"
    return found


def marks(*four: int) -> dict[str, Any]:
    return {"nilai": dict(zip(FOUR, four, strict=True))}


async def signed(kon: Judging, **more: Any) -> Any:
    await kon.hear(measured(ONE, "100", asn=STAF2))
    await kon.at("2026-12-31T09:00")
    return (await kon.sign(STAF2, KASI, "90", **more)).body


async def test_kon_p29_30_from_the_lot_to_the_nilai(kon: Judging) -> None:
    invited = await asked(kon)
    assert len(invited) == 3 and set(invited) <= set(PEERS), "peers of the unit, not the penilai, not another unit"
    told = await kon.service.told(UndanganSurveiSent)
    assert {t["asn_id"] for t in told} == {str(asn) for asn in invited} and {t["kali"] for t in told} == {0}
    kept = await kon.service.rows("SELECT detail FROM audit WHERE act = 'survey.opened'")
    assert [dict(r)["detail"] for r in kept] == ['{"ditanya":3,"cadangan":2}']
    first, second, third = invited
    await kon.good("POST", f"{invited[first]}/answer", marks(80, 80, 80, 80), who=first)
    await kon.good("POST", f"{invited[second]}/decline", who=second)
    for at, reminded in (("2026-12-08T00:01", 2), ("2026-12-13T00:01", 2)):
        await kon.at(at)
        told = [t for t in await kon.service.told(UndanganSurveiSent) if t["kali"]]
        assert len(told) == reminded and str(first) not in {t["asn_id"] for t in told}
    again = await asked(kon)
    assert len(again) == 2 and second not in again and first not in again
    instead = next(asn for asn in again if asn not in invited)
    await kon.good("POST", f"{again[instead]}/answer", marks(70, 90, 70, 90), who=instead)
    await kon.good("POST", f"{again[third]}/answer", marks(90, 90, 90, 60), who=third)
    early = await kon.ask("POST", f"/appraisals/{(await kon.of(STAF2))['appraisal_id']}/sign", who=KASI, body={
        "perilaku": dict.fromkeys(FOUR, "90"), "hasil": "x", "manfaat": "y"})  # fmt: skip
    assert early.status == 409
    assert (await kon.of(STAF2))["survei"] is None, "nothing is told of an open one"
    await kon.at("2026-12-16T00:01")
    assert await asked(kon) == {}
    mine = (await kon.of(STAF2))["survei"]
    # (80 + 80 + 82.5) / 3 = 80.83; three answers, so it may be shown
    assert (mine["n_rekan"], mine["nilai"][:7], mine["rekan"][:7], mine["bawahan"]) == (3, "80.8333", "80.8333", None)
    assert mine["halo"] is None and mine["kelonggaran"] is None, "for the penilai alone"
    result = await signed(kon)
    # perilaku 0.6 x 90 + 0.4 x 80.8333 = 86.3333; kinerja 0.6 x 100 + 0.4 x 86.3333 = 94.5333
    assert result["nilai_kinerja"][:7] == "94.5333"
    theirs = (await kon.good("GET", "/to-make?tahun=2026", who=KASI))[0]["survei"]
    assert (theirs["halo"][:7], theirs["kelonggaran"][:7]) == ("16.6666", "-9.1666")  # (0 + 20 + 30) / 3


async def test_kon_p30_an_answer_is_given_once_by_who_is_asked_and_bad_marks_are_named(kon: Judging) -> None:
    invited = await asked(kon)
    one, other, third = invited
    path = f"{invited[one]}/answer"
    assert (await kon.ask("POST", path, marks(80, 80, 80, 80), who=other)).status == 404
    for wrong in (marks(121, 0, 0, 0), marks(-1, 0, 0, 0)):
        assert (await kon.ask("POST", path, wrong, who=one)).problem()[0] in (400, 422)
    few = await kon.ask("POST", path, {"nilai": {"komitmen": 90}}, who=one)
    assert few.problem() == (422, "nilai", "16(1), 29(5)")
    key = "a-key-of-one-answer"
    for _ in range(2):
        assert (await kon.ask("POST", path, marks(80, 80, 80, 80), who=one, key=key)).status == 204, "once, told twice"
    assert (await kon.ask("POST", path, marks(10, 10, 10, 10), who=one)).problem() == (409, "", "30")
    assert (await kon.ask("POST", f"{invited[one]}/decline", who=one)).status == 409
    for stranger in (other, STAF2, KASI):
        assert (await kon.ask("POST", path, marks(10, 10, 10, 10), who=stranger)).status == 404
        assert (await kon.ask("POST", f"{invited[one]}/decline", who=stranger)).status == 404
    reserve = next(asn for asn in PEERS if asn not in invited)
    assert await kon.good("GET", "/surveys", who=reserve) == []
    kon.service.stand_at("2026-12-16T00:00", kon.zone)
    late = await kon.ask("POST", f"{invited[third]}/answer", marks(80, 80, 80, 80), who=third)
    assert late.problem() == (409, "", "30")


async def test_kon_reading_b6_without_an_answer_the_penilai_counts_whole(kon: Judging) -> None:
    await kon.at("2026-12-16T00:01")
    assert (await kon.of(STAF2))["survei"]["nilai"] is None
    assert float((await signed(kon))["nilai_kinerja"]) == 96.0, "0.6 x 100 + 0.4 x 90: the weights of the Pemda stay"


async def test_kon_p29_3_peers_and_subordinates_of_a_head_and_nobody_of_who_has_none(kon: Judging) -> None:
    await kon.at("2026-12-02T09:00")
    lonely = UUID(int=0x5500)
    await kon.hear(
        planned(TWO, penilai=KABID, asn=KASI), planned(UUID(int=0x7003), penilai=KABID, asn=lonely),
        posted(pegawai(lonely, KABID, unit="DINKES.LAB", jenis_jabatan=JenisJabatan.PENGAWAS)),
    )  # fmt: skip
    await kon.at("2026-12-02T09:05")
    rows = await kon.service.rows(
        "SELECT u.kelompok, u.state, count(*) AS n FROM undangan_survei u JOIN survei s USING (tenant, survei_id)"
        " WHERE s.asn_id = $1 GROUP BY 1, 2 ORDER BY 1, 2", KASI,
    )  # fmt: skip
    # REVIEWER and ADMIN are pengawas of the unit; below are the five and STAF2
    found = [tuple(r) for r in rows]
    assert found == [("bawahan", "asked", 3), ("bawahan", "reserve", 3), ("rekan", "asked", 2)]
    assert len(await kon.service.rows("SELECT 1 FROM survei WHERE asn_id = $1", lonely)) == 0


async def everything(kon: Judging) -> dict[str, list[str]]:
    """Every row of every table, as text, with the transaction that wrote it: what a reader of the database has."""
    tables = await kon.service.rows(
        "SELECT relname AS t FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition"
    )
    return {
        r["t"]: [f"{x['xmin']} {x['row']}" for x in await kon.service.rows(
            f"SELECT t.xmin::text AS xmin, t::text AS row FROM \"{r['t']}\" t")]
        for r in tables
    }  # fmt: skip


async def test_kon_p30_a_reader_of_the_database_its_backups_and_the_outbox_finds_no_answer(kon: Judging) -> None:
    invited = await asked(kon)
    survey = (await kon.service.rows("SELECT survei_id, appraisal_id, kotak FROM survei"))[0]
    lengths, boxes = {len(survey["kotak"])}, [bytes(survey["kotak"])]
    for n, (asn, path) in enumerate(invited.items()):
        said = marks(60 + n, 70 + n, 80 + n, 90 + n)
        await kon.good("POST", f"{path}/answer", said, who=asn)
        boxes.append(bytes((await kon.service.rows("SELECT kotak FROM survei"))[0]["kotak"]))
        lengths.add(len(boxes[-1]))
        # the request is known by its address alone: a hash of four small numbers would be guessed in a minute
        kept = await kon.service.rows("SELECT fingerprint, body FROM idempotency WHERE actor = $1", str(asn))
        whole = f"/api/appraisal{path}/answer".encode()
        assert [(bytes(r["fingerprint"]), bytes(r["body"])) for r in kept] == [
            (fingerprint_of(b"POST", whole, b"", b""), b"")
        ]
    assert len(lengths) == 1 and len(set(boxes)) == 4, "neither its length nor its bytes tell one box from another"
    plain = bytes((1, 60, 70, 80, 90))
    assert all(plain not in box for box in boxes)
    dump = await everything(kon)
    for table, rows in dump.items():
        assert not [r for r in rows if re.search(r"\b60\D{1,25}70\D{1,25}80\D{1,25}90\b", r)], table
    written = {r.split()[0] for r in dump["undangan_survei"] if "answered" in r}
    beside = {t for t, rows in dump.items() for r in rows if r.split()[0] in written}
    assert beside <= {"undangan_survei", "idempotency", "survei"}, "what one transaction wrote names no answer"
    assert not [r for r in dump["audit"] if any(str(asn) in r for asn in invited)], "nor does the trail who answered"
    told = [json.dumps(one) for one in await kon.service.told()]
    assert not [one for one in told if str(STAF2) in one and any(str(asn) in one for asn in invited)], "nor Kafka"

    key = kon.service.keys / "konsel" / str(survey["appraisal_id"])
    assert key.exists() and key.read_bytes() not in b"".join(boxes)
    await kon.at("2026-12-16T00:01")
    assert not key.exists(), "after the close the key is gone"
    after = (await kon.service.rows("SELECT kotak, n_rekan FROM survei"))[0]
    assert (bytes(after["kotak"]), after["n_rekan"]) == (b"", 3)
    for box in boxes:  # what a backup or the log of the database still holds
        with pytest.raises(KeyLost):
            await kon.service.runtime.database.keyring.unseal("konsel", str(survey["appraisal_id"]), box)
    dump = await everything(kon)
    assert dump["undangan_survei"] == [], "who was asked is forgotten"
    about = (str(STAF2), str(survey["appraisal_id"]), str(survey["survei_id"]))
    for table, rows in dump.items():
        linked = [r for r in rows if any(str(asn) in r for asn in invited) and any(a in r for a in about)]
        assert linked == [], (table, linked)


async def test_a_key_that_is_lost_costs_the_answers_and_nothing_else(kon: Judging) -> None:
    invited = await asked(kon)
    one, other, _ = invited
    await kon.good("POST", f"{invited[one]}/answer", marks(80, 80, 80, 80), who=one)
    appraisal = (await kon.of(STAF2))["appraisal_id"]
    (kon.service.keys / "konsel" / appraisal).unlink()
    assert (await kon.ask("POST", f"{invited[other]}/answer", marks(80, 80, 80, 80), who=other)).status == 409
    await kon.at("2026-12-16T00:01")
    assert (await kon.of(STAF2))["survei"]["nilai"] is None
    kept = await kon.service.rows("SELECT detail FROM audit WHERE act = 'survey.closed'")
    assert [dict(r)["detail"] for r in kept] == ['{"terbaca":false}']


async def test_kon_reading_b16_a_pemda_that_does_not_ask_opens_none(kon_judging: Judging) -> None:
    await kon_judging.at("2026-01-12T09:00")
    await kon_judging.hear(*(posted(pegawai(asn, KASI)) for asn in (*PEERS, STAF2)), planned(ONE, asn=STAF2))
    await kon_judging.at("2026-12-02T00:01")
    assert await kon_judging.service.rows("SELECT 1 FROM survei") == []


async def test_kuan_p4_kon_p1_17_what_is_missing_of_the_five_dimensions_is_named(kon_judging: Judging) -> None:
    await kon_judging.hear(planned(ONE, asn=STAF2))
    assert (await kon_judging.of(STAF2))["belum"] == ["capaian", "hasil", "manfaat", "perilaku"]
    await kon_judging.hear(measured(ONE, "100", asn=STAF2))
    assert (await kon_judging.sign(STAF2, KASI)).status == 200
    assert (await kon_judging.of(STAF2))["belum"] == []
    await kon_judging.service.clear()
    kuan = await open_judging(kon_judging.service, "kuansing")
    await kuan.hear(planned(ONE, asn=STAF2), measured(ONE, "100", asn=STAF2))
    assert (await kuan.sign(STAF2, KASI)).status == 200
    assert (await kuan.of(STAF2))["belum"] == ["perilaku"], "no aspect is scored here: the ratings for BKN say it"

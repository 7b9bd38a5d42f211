"""Which outages move and excuse the deadlines of activity: those of the services that people need for them (X8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.activity import ActivityEscalated, ActivityExcused, MonthMeasured, OutageConfirmed
from services.activity.lapse import excusing
from tests.service.dinas import Office, entry
from tests.service.people import KABID, KASI, SEKDA, STAF, pegawai
from tests.service.test_activity_month import _january, _outage

# Friday 13 February 2026 is working day ten: January closes at its end. 16 and 17 are holidays: Wednesday 18.
ON = "2026-02-13T"


@pytest.mark.parametrize(
    ("outages", "closes"),
    [
        ([("20:00", "20:59", ("activity",))], "2026-02-13"),
        ([("20:00", "21:00", ("activity",))], "2026-02-18"),
        ([("20:00", "21:00", ("identity", "reporting"))], "2026-02-18"),
        ([("20:00", "21:00", ("semua",))], "2026-02-18"),
        ([("08:00", "21:00", ("reporting",))], "2026-02-13"),
        ([("08:00", "21:00", ("skp", "appraisal", "tpp"))], "2026-02-13"),
        ([("20:00", "20:40", ("gateway",)), ("20:20", "21:00", ("activity",))], "2026-02-18"),
        ([("20:00", "20:40", ("gateway",)), ("20:00", "20:40", ("activity",))], "2026-02-13"),
        ([("20:00", "20:40", ("gateway",)), ("20:40", "21:20", ("skp",))], "2026-02-13"),
    ],
)
async def test_x8_the_close_moves_by_outages_of_what_one_needs_to_enter(
    kuansing: Office, outages: list[tuple[str, str, tuple[str, ...]]], closes: str
) -> None:
    """59 minutes: unchanged; 60: the next working day; minutes of overlapping outages count once."""
    await _january(kuansing, 20)
    await kuansing.at(f"{ON}21:30")
    for first, last, layanan in outages:
        await _outage(kuansing, f"{ON}{first}", f"{ON}{last}", layanan=layanan)
    await kuansing.service.told()
    await kuansing.at("2026-02-14T00:01")
    closed = [t for t in await kuansing.service.told(MonthMeasured) if t["asn_id"] == str(STAF)]
    assert (len(closed) == 1) is (closes == "2026-02-13")
    late = await kuansing.ask("POST", "/activities", entry("2026-01-20"), who=STAF)
    assert late.status == (409 if closes == "2026-02-13" else 201)
    await kuansing.at("2026-02-19T00:01")
    later = [t for t in await kuansing.service.told(MonthMeasured) if t["asn_id"] == str(STAF)]
    assert len(later) == (0 if closed else 1)


@pytest.mark.parametrize(("layanan", "excused"), [(("activity",), True), (("reporting", "skp"), False)])
async def test_x8_kuan_p23_5_a_breach_is_excused_by_an_outage_of_what_the_penilai_needs(
    kuansing: Office, layanan: tuple[str, ...], excused: bool
) -> None:
    await kuansing.at("2026-01-05T15:00")
    await kuansing.enter("2026-01-05")
    await kuansing.look()
    await kuansing.at("2026-01-14T22:30")
    await _outage(kuansing, "2026-01-14T20:00", "2026-01-14T22:00", layanan=layanan)
    await kuansing.service.told()
    await kuansing.at("2026-01-15T00:01")
    assert [t["karena_gangguan"] for t in await kuansing.service.told(ActivityEscalated)] == [excused]


@pytest.mark.parametrize(("layanan", "until"), [(("activity",), "2026-01-15"), (("tpp",), "2026-01-14")])
async def test_x8_a_clock_that_the_pack_extends_runs_on_by_such_an_outage_only(
    kuansing: Office, layanan: tuple[str, ...], until: str
) -> None:
    with kuansing.service.law("activity", extend_statutory=True):
        await kuansing.at("2026-01-05T15:00")
        made = await kuansing.enter("2026-01-05")
        await kuansing.at("2026-01-14T22:30")
        await _outage(kuansing, "2026-01-14T20:00", "2026-01-14T22:00", layanan=layanan)
        await kuansing.at("2026-01-15T00:01")
        found = (await kuansing.mine("2026-01"))[made]
    assert (found["due_on"], found["state"]) == (until, "submitted" if until == "2026-01-15" else "approved")


@pytest.mark.parametrize(("layanan", "status"), [(("identity",), 201), (("reporting",), 409)])
async def test_x8_a_limit_of_back_fill_moves_by_such_an_outage_only(
    kuansing: Office, layanan: tuple[str, ...], status: int
) -> None:
    """5 January + 7 = Monday 12 January, down from 20.00 to 21.00: to the end of Tuesday 13, or not."""
    from tests.service.test_activity_drafts import _reopen

    with kuansing.service.law("activity", backfill_limit=7):
        await kuansing.service.clear()
        await _reopen(kuansing)
        await kuansing.at("2026-01-12T22:00")
        await _outage(kuansing, "2026-01-12T20:00", "2026-01-12T21:00", layanan=layanan)
        await kuansing.at("2026-01-13T23:00")
        assert (await kuansing.ask("POST", "/activities", entry("2026-01-05"), who=STAF)).status == status


async def _record(office: Office, layanan: Any) -> Any:
    body = {
        "mulai": "2026-01-05T08:00:00+07:00", "selesai": "2026-01-05T09:00:00+07:00", "layanan": layanan,
        "sebab": "Listrik padam",
    }  # fmt: skip
    return await office.ask("POST", "/outages", body, who=uuid4(), peran=("operator",))


@pytest.mark.parametrize("named", ["Listrik", "SKP", "kafka", "", None, 7])
async def test_x8_what_is_not_in_the_list_is_422_and_names_the_place(kuansing: Office, named: Any) -> None:
    await kuansing.at("2026-01-05T15:00")
    refused = await _record(kuansing, ["activity", named])
    assert (refused.status, refused.body["field"]) == (422, "layanan[1]")
    assert await kuansing.service.rows("SELECT 1 FROM gangguan") == []


async def test_x8_the_event_carries_the_list_each_service_once(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await _record(kuansing, ["skp", "gateway", "skp"])
    assert (made.status, made.body["layanan"]) == (201, ["skp", "gateway"])
    await kuansing.service.told()
    chief: UUID = await _pengelola(kuansing)
    assert (await kuansing.ask("POST", f"/outages/{made.body['gangguan_id']}/confirm", who=chief)).status == 200
    assert [t["layanan"] for t in await kuansing.service.told(OutageConfirmed)] == [["skp", "gateway"]]


async def _pengelola(office: Office) -> UUID:
    from tests.service.people import SEKDA, pegawai

    await office.service.hear(pegawai(SEKDA, None, peran=("sekda", "pengelola_e_kinerja")))
    return SEKDA


# --- an outage that is confirmed after the day has ended (X8, docs/decisions/0009) --------------------------------------

DOWN = ("2026-01-14T20:00", "2026-01-14T22:00")


async def _ended(office: Office) -> tuple[str, str]:
    """An entry that the penilai saw and one that he did not, both due on Wednesday 14 January; it is the 15th."""
    await office.at("2026-01-05T15:00")
    seen = await office.enter("2026-01-05")
    await office.look()
    unseen = await office.enter("2026-01-05", mulai="10:00:00", selesai="11:00:00", kuantitas=5)
    await office.at("2026-01-15T08:00")
    await office.service.told()
    return seen, unseen


async def _confirmed(office: Office, *more: tuple[str, str], layanan: tuple[str, ...] = ("gateway",)) -> list[Any]:
    for first, last in more or (DOWN,):
        await _outage(office, first, last, layanan=layanan)
    while await office.service.fire():
        pass
    return list(await office.service.told(ActivityExcused))


@pytest.mark.parametrize("extends", [False, True])
async def test_x8_kuan_p23_5_a_breach_is_excused_though_the_outage_is_confirmed_later(
    kuansing: Office, extends: bool
) -> None:
    with kuansing.service.law("activity", extend_statutory=extends):
        seen, unseen = await _ended(kuansing)
        told = {t["activity_id"]: (t["due_on"], t["perkara"]) for t in await _confirmed(kuansing)}
        found = await kuansing.mine("2026-01")
    assert told == {seen: ("2026-01-14", "breach")} | ({unseen: ("2026-01-14", "auto")} if extends else {})
    assert (found[seen]["state"], found[seen]["karena_gangguan"]) == ("escalated", True)
    assert (found[unseen]["state"], found[unseen]["cara"], found[unseen]["karena_gangguan"]) == (
        "approved", "auto", extends,
    )  # fmt: skip
    assert "tercatat gangguan" in (await kuansing.service.get("/messages", actor=KABID))[0]["isi"]


async def test_x8_kuan_p23_7_an_approval_by_the_system_stands_and_counts(kuansing: Office) -> None:
    """Where the pack would have moved the day: the approval costs the employee nothing, whatever is known later."""
    with kuansing.service.law("activity", extend_statutory=True):
        _, unseen = await _ended(kuansing)
        await _confirmed(kuansing)
        assert "tetap berlaku" in (await kuansing.service.get("/messages", actor=KASI))[0]["isi"]
        await kuansing.at("2026-01-16T00:01")  # the day to which the clock would have moved is over
        assert (await kuansing.mine("2026-01"))[unseen]["cara"] == "auto"
        await kuansing.at("2026-02-14T00:01")
        month = [t for t in await kuansing.service.told(MonthMeasured) if t["asn_id"] == str(STAF)]
    assert [(t["approved_auto"], t["kuantitas_approved"]) for t in month] == [(1, 5)]


@pytest.mark.parametrize(
    ("dasar", "at", "status"),
    [
        ("tidak_sesuai_data", "2026-01-15T09:00", 200),
        ("kurang_lengkap", "2026-01-15T09:00", 422),
        ("tidak_sesuai_data", "2026-02-13T23:00", 200),
        ("tidak_sesuai_data", "2026-02-14T09:00", 409),
    ],
)
async def test_x8_kuan_p23_8_reading_a2_the_penilai_undoes_it_on_the_one_ground_before_the_close(
    kuansing: Office, dasar: str, at: str, status: int
) -> None:
    with kuansing.service.law("activity", extend_statutory=True):
        _, unseen = await _ended(kuansing)
        await _confirmed(kuansing)
        await kuansing.at(at)
        body = {"dasar": dasar, "alasan": "Tidak ada berkas itu."}
        assert (await kuansing.ask("POST", f"/activities/{unseen}/reject", body, who=KASI)).status == status


async def test_x8_what_was_decided_too_late_is_excused_and_what_was_decided_in_time_needs_none(
    kuansing: Office,
) -> None:
    await kuansing.at("2026-01-05T15:00")
    early = await kuansing.enter("2026-01-05", mulai="12:00:00", selesai="13:00:00")
    seen = await kuansing.enter("2026-01-05")
    await kuansing.look()
    await kuansing.at("2026-01-14T10:00")
    assert (await kuansing.verify(early)).status == 200
    await kuansing.at("2026-01-15T08:00")
    assert (await kuansing.verify(seen)).status == 200
    await kuansing.service.told()
    assert [t["activity_id"] for t in await _confirmed(kuansing)] == [seen]
    assert (await kuansing.mine("2026-01"))[seen]["state"] == "approved"


@pytest.mark.parametrize(
    ("outages", "layanan"),
    [([("2026-01-14T20:00", "2026-01-14T20:59")], ("gateway",)), ([DOWN], ("reporting",)),
     ([("2026-01-13T20:00", "2026-01-13T22:00")], ("gateway",))],
)  # fmt: skip
async def test_x8_too_short_of_another_service_or_of_another_day_excuses_nothing(
    kuansing: Office, outages: list[tuple[str, str]], layanan: tuple[str, ...]
) -> None:
    with kuansing.service.law("activity", extend_statutory=True):
        seen, unseen = await _ended(kuansing)
        assert await _confirmed(kuansing, *outages, layanan=layanan) == []
    found = await kuansing.mine("2026-01")
    assert {found[e]["karena_gangguan"] for e in (seen, unseen)} == {False}


async def test_x8_two_half_hours_excuse_together_and_a_third_outage_not_again(kuansing: Office) -> None:
    seen, _ = await _ended(kuansing)
    assert await _confirmed(kuansing, ("2026-01-14T09:00", "2026-01-14T09:30")) == []
    told = await _confirmed(kuansing, ("2026-01-14T10:00", "2026-01-14T10:30"), layanan=("activity",))
    assert [t["activity_id"] for t in told] == [seen]
    assert await _confirmed(kuansing, DOWN) == []


async def test_x8_known_before_the_day_ended_it_is_told_with_the_breach_and_not_again(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    seen = await kuansing.enter("2026-01-05")
    await kuansing.look()
    await kuansing.at("2026-01-14T22:30")
    await _outage(kuansing, *DOWN)
    await kuansing.at("2026-01-15T08:00")
    assert (await kuansing.mine("2026-01"))[seen]["karena_gangguan"] is True
    assert await _confirmed(kuansing, ("2026-01-14T08:00", "2026-01-14T10:00")) == []


async def test_x8_more_than_one_transaction_takes_is_excused_in_several(
    kuansing: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excusing, "AT_ONCE", 2)
    await kuansing.at("2026-01-05T15:00")
    made = {await kuansing.enter("2026-01-05", mulai=f"{h:02}:00:00", selesai=f"{h:02}:30:00") for h in range(8, 13)}
    await kuansing.look()
    await kuansing.at("2026-01-15T08:00")
    await kuansing.service.told()
    told = [t["activity_id"] for t in await _confirmed(kuansing)]
    assert sorted(told) == sorted(made)


async def test_x8_the_pengelola_is_told_of_an_outage_that_waits_for_his_confirmation(kuansing: Office) -> None:
    await kuansing.at(f"{ON}21:30")
    await kuansing.service.hear(pegawai(SEKDA, None, peran=("sekda", "pengelola_e_kinerja")))
    made = await _outage(kuansing, f"{ON}20:00", f"{ON}21:00", confirmed=False)
    (told,) = await kuansing.service.get("/messages", actor=SEKDA)
    assert (told["jenis"], told["tentang"]) == ("gangguan_dicatat", made["gangguan_id"])
    assert told["isi"] == "Gangguan 2026-02-13 20:00 (gateway) menunggu konfirmasi Anda: Listrik padam"
    assert await kuansing.service.get("/messages", actor=STAF) == []


# --- the time to enter, after an outage that is confirmed later (X8, A24, A29; docs/decisions/0028) ----------------------


@pytest.mark.parametrize("confirmed_first", [True, False])
async def test_x8_reading_a29_an_entry_is_not_late_for_an_outage_whenever_it_is_confirmed(
    kuansing: Office, confirmed_first: bool
) -> None:
    """Monday 5 January is in time until the end of Tuesday 6; an outage on the 6th makes it Wednesday 7."""
    await kuansing.at("2026-01-07T08:00")
    down = ("2026-01-06T20:00", "2026-01-06T22:00")
    if confirmed_first:
        await _confirmed(kuansing, down)
    await kuansing.at("2026-01-07T15:00")
    made = await kuansing.enter("2026-01-05")
    assert (await kuansing.mine("2026-01"))[made]["late"] is not confirmed_first
    await kuansing.at("2026-01-08T15:00")
    after = await kuansing.enter("2026-01-05", mulai="10:00:00", selesai="11:00:00")
    if not confirmed_first:
        await kuansing.at("2026-02-20T10:00")  # long after the close
        await _confirmed(kuansing, down)
    found = await kuansing.mine("2026-01")
    assert (found[made]["late"], found[after]["late"]) == (False, True), "the 8th was too late all the same"


@pytest.mark.parametrize(
    ("down", "given_back"),
    [(("2026-02-13T20:00", "2026-02-13T21:00"), True), (("2026-02-13T20:00", "2026-02-13T20:59"), False),
     (("2026-02-12T20:00", "2026-02-12T22:00"), False), (("2026-02-18T20:00", "2026-02-18T22:00"), False)],
)  # fmt: skip
async def test_x8_reading_a24_the_last_day_to_enter_is_given_back_when_its_outage_is_known_later(
    kuansing: Office, down: tuple[str, str], given_back: bool
) -> None:
    """January closed at the end of Friday 13 February; on the 19th an hour of outage of the 13th is confirmed."""
    await _january(kuansing, 20)
    await kuansing.at("2026-02-14T00:01")
    await kuansing.at("2026-02-19T10:00")
    await kuansing.service.told()
    await _confirmed(kuansing, down)
    answer = await kuansing.ask("POST", "/activities", entry("2026-01-20"), who=STAF)
    assert answer.status == (201 if given_back else 409)
    if not given_back:
        return
    said = [m["isi"] for m in await kuansing.service.get("/messages", actor=STAF) if m["jenis"] == "bulan_dibuka"]
    assert len(said) == 1 and "sampai 2026-02-20" in said[0] and "2026-02-13" in said[0]
    await kuansing.at("2026-02-21T00:01")
    told = await kuansing.service.told()
    assert [t["tanggal"] for t in told if t.get("hari_id") == f"{STAF}:2026-01-20"] == ["2026-01-20"], "DayFilled"
    assert (await kuansing.ask("POST", "/activities", entry("2026-01-20", mulai="10:00", selesai="11:00"),
        who=STAF)).status == 409  # fmt: skip
    await _confirmed(kuansing, ("2026-02-13T18:00", "2026-02-13T19:30"))
    assert (await kuansing.ask("POST", "/activities", entry("2026-01-20", mulai="10:00", selesai="11:00"),
        who=STAF)).status == 409, "given back once"  # fmt: skip

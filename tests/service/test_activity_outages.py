"""Which outages move and excuse the deadlines of activity: those of the services that people need for them (X8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.activity import ActivityEscalated, MonthMeasured, OutageConfirmed
from tests.service.dinas import Office, entry
from tests.service.people import STAF
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

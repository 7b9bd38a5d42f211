"""The paper and its terms, by the text of KON P32, P38-40, P48 (readings B5, B7, B8, B25-B27, B36, B39-B41)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from kernel.kalender import Kalender
from services.appraisal.domain import clocks, keberatan, paper
from services.appraisal.domain.appraisal import Appraisal, Dinilai, SerahTerima
from services.appraisal.domain.paper import Act, Kepada
from services.appraisal.policy import AppraisalPolicy
from tests.laws import pasal as pasal_of
from tests.service.people import OFF

STAF, KASI, KABID = (UUID(int=n) for n in range(1, 4))
POLICY = (
    Packs.load(str(REPOSITORY / "regulations"))
    .resolve("konsel", date(2026, 12, 31))
    .section("appraisal", AppraisalPolicy)
)
KALENDER = Kalender(dict.fromkeys(OFF, True))
ONE = Appraisal(
    appraisal_id=UUID(int=9), asn_id=STAF, tahun=2025, state="opened", target="", pack="konsel-67-2024", version=1
)


def on(day: str, oleh: UUID = STAF) -> Act:
    today = date.fromisoformat(day)
    return Act(oleh=oleh, pada=datetime(today.year, today.month, today.day, 2, tzinfo=timezone.utc), today=today)


def at(state: str, **more: Any) -> Appraisal:
    """In a state, signed on 20 January 2026 and received on 3 February."""
    known: dict[str, Any] = {"state": state}
    if state != "opened":
        known |= {"signed_by": KASI, "signed_at": on("2026-01-20").pada}
    if state in ("received", "returned", "final"):
        known |= {"received_at": on("2026-02-03").pada, "objection_until": date(2026, 2, 17)}
    return replace(ONE, **known | more)


def refused(act: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Refusal) as found:
        act()
    return found.value.status, pasal_of(found.value, "KON")


@pytest.mark.parametrize(
    ("act", "days", "last"),
    [("2026-01-20", 14, "2026-02-03"), ("2026-02-03", 14, "2026-02-17"), ("2026-02-03", 0, "2026-02-03")],
)
def test_kon_p38_2_3_fourteen_calendar_days_that_no_holiday_moves(act: str, days: int, last: str) -> None:
    assert clocks.last_day(date.fromisoformat(act), days) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("lapsed", "until"), [("2026-02-17", "2026-02-26"), ("2026-02-14", "2026-02-26"), ("2027-02-14", "2027-02-23")]
)
def test_kon_p39_seven_working_days_for_the_superior(lapsed: str, until: str) -> None:
    assert clocks.substitution(date.fromisoformat(lapsed), POLICY, KALENDER) == date.fromisoformat(until)


@pytest.mark.parametrize(
    ("tahun", "lapsed", "until", "safe", "report"),
    [
        (2024, "2025-02-14", "2025-02-25", "2025-01-22", "2025-02-28"),
        (2025, "2026-02-14", "2026-02-26", "2026-01-21", "2026-02-28"),
        (2026, "2027-02-14", "2027-02-23", "2027-01-20", "2027-02-28"),
        (2027, "2028-02-14", "2028-02-23", "2028-01-23", "2028-02-29"),
    ],
)
def test_kon_p32_1_p40_1_readings_b5_b26_the_days_of_a_year(
    tahun: int, lapsed: str, until: str, safe: str, report: str
) -> None:
    found = clocks.terms(tahun, POLICY, KALENDER)
    assert clocks.signing_lapses(tahun, POLICY).isoformat() == lapsed
    assert (found.substitute_until.isoformat(), found.safe_until.isoformat()) == (until, safe)
    assert (found.report_by.isoformat(), found.sign_until) == (report, date(tahun + 1, 1, 31))


# What may be done in which state; of set_unsigned and set_unreturned when the term is over.
TABLE = """
              deliver acknowledge give_back set_in_place object
opened           -         -          -           x         -
signed           x         -          -           -         -
delivered        -         x          -           -         -
received         -         -          x           x         x
returned         -         -          -           -         x
final            -         -          -           -         -
"""
ACTS: dict[str, Callable[[Appraisal], Any]] = {
    "deliver": lambda one: paper.deliver(one, on("2026-01-20"), POLICY, date(2026, 1, 20)),
    "acknowledge": lambda one: paper.acknowledge(one, on("2026-02-03"), POLICY, "tanda_terima"),
    "give_back": lambda one: paper.give_back(one, on("2026-02-10"), POLICY, date(2026, 2, 3)),
    "set_in_place": lambda one: paper.check_substitute(one, Kepada(KABID), date(2026, 3, 1), date(2026, 2, 17)),
    "object": lambda one: keberatan.check_filing(one, STAF, date(2026, 2, 17), known=False),
}


@pytest.mark.parametrize("line", TABLE.strip().splitlines()[1:])
def test_kon_p38_p39_p48_what_may_be_done_in_which_state(line: str) -> None:
    state, *marks = line.split()
    for act, mark in zip(TABLE.split()[:5], marks, strict=True):
        if mark == "x":
            ACTS[act](at(state))
        else:
            assert refused(lambda a=act: ACTS[a](at(state)))[0] == 409, act


def test_kon_p38_2_a_late_delivery_is_accepted_and_flagged() -> None:
    for day, late in (("2026-02-03", False), ("2026-02-04", True)):
        after, event = paper.deliver(at("signed"), on(day), POLICY, date(2026, 1, 20))
        assert (after.state, after.version, event.late) == ("delivered", 2, late)


def test_kon_p38_3_the_terms_begin_with_the_receipt_and_a_late_return_is_flagged() -> None:
    received, told = paper.acknowledge(at("delivered"), on("2026-02-03"), POLICY, "tanda_terima")
    assert (received.objection_until, told.objection_until) == (date(2026, 2, 17), date(2026, 2, 17))
    for day, late in (("2026-02-17", False), ("2026-02-18", True)):
        after, event = paper.give_back(received, on(day), POLICY, date(2026, 2, 3))
        assert (after.returned_by, event.late, event.pengganti) == (STAF, late, False)


def test_kon_p39_the_superior_signs_after_the_term_and_never_beside_an_objection_or_above_the_bupati() -> None:
    one, over = at("received"), date(2026, 2, 17)
    paper.check_substitute(one, Kepada(KABID), date(2026, 2, 18), over)
    assert refused(lambda: paper.check_substitute(one, Kepada(KABID), over, over)) == (409, "39")
    objected = replace(one, objected=True)  # B7
    assert refused(lambda: paper.check_substitute(objected, Kepada(KABID), date(2026, 3, 1), over)) == (
        409,
        "39, 48(1)",
    )
    beyond = Kepada(None, beyond=True)  # B27
    assert refused(lambda: paper.check_substitute(one, beyond, date(2026, 3, 1), over)) == (409, "39")


@pytest.mark.parametrize(
    ("above", "actor", "office", "may"),
    [
        (Kepada(KABID), KABID, set[str](), True), (Kepada(KABID), KASI, set[str](), False),
        (Kepada(KABID), KASI, {"bupati"}, False), (Kepada(None), KASI, {"bupati"}, True),
        (Kepada(None), KABID, set[str](), False),
    ],
)  # fmt: skip
def test_kon_p39_p48_1_only_the_superior_of_the_penilai(
    above: Kepada, actor: UUID, office: set[str], may: bool
) -> None:
    if may:
        return paper.check_superior(above, actor, office)
    assert refused(lambda: paper.check_superior(above, actor, office))[0] == 403


def test_kon_p38_2_3_reading_b39_a_handover_needs_the_pengelola_kinerja_of_the_pd() -> None:
    who = Dinilai(
        asn_id=STAF, atasan_id=KASI, kosong=False, jenis_jabatan="pelaksana", tmt_jabatan=date(2024, 1, 2),
        penempatan=(), opd="DINKES", hari_kerja=5,
    )  # fmt: skip
    paper.check_helper(who, "DINKES", {"pengelola_kinerja"}, KABID)
    for opd, office, actor in (("BKD", {"pengelola_kinerja"}, KABID), ("DINKES", set[str](), KABID),
                               ("DINKES", {"pengelola_kinerja"}, STAF)):  # fmt: skip
        assert refused(lambda o=opd, r=office, a=actor: paper.check_helper(who, o, r, a))[0] == 403
    record = SerahTerima(berita_acara="BA.7/2026", saksi="Kepala TU", oleh=KABID)
    after, event = paper.hand_over(at("delivered"), on("2026-02-05", KABID), POLICY, record)
    assert (after.serah_terima, event.cara, after.objection_until) == (record, "serah_terima", date(2026, 2, 19))


@pytest.mark.parametrize(
    ("state", "day", "objected", "stands"),
    [
        ("returned", "2026-02-17", False, False), ("returned", "2026-02-18", False, True),
        ("received", "2026-03-18", False, False),  # not signed: it waits for the superior
        ("returned", "2026-02-18", True, False),
    ],
)  # fmt: skip
def test_kon_reading_b36_when_a_result_stands(state: str, day: str, objected: bool, stands: bool) -> None:
    assert paper.is_finished(at(state, objected=objected), date.fromisoformat(day)) is stands

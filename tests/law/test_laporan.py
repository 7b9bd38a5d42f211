"""The way of plans and reports, by hand from KUAN P15, P24(3), P27 and P28 (reading A10), and the same in both packs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from services.reporting.domain import laporan as rules
from services.reporting.domain.laporan import Laporan
from services.reporting.policy import Jalan, ReportingPolicy
from tests.laws import cited

# kind, who writes it, whom it reaches in order; after `|` where its author may send it on to afterwards
WAYS = {
    "rencana_kebutuhan": ("pengelola_e_kinerja", "KA"),
    "rencana_infrastruktur": ("pengelola_e_kinerja", "ka_diskominfo"),
    "pemanfaatan_data": ("pengelola_e_kinerja", "KA bupati"),
    "monev": ("pengelola_e_kinerja pengelola_kepegawaian", "bupati | KA"),
    "monev_infrastruktur": ("ka_diskominfo", "pengelola_e_kinerja KA"),
}
USE = Jalan(("pengelola_e_kinerja",), ("ka_bkpp", "bupati"))
MONEV = Jalan(("pengelola_e_kinerja", "pengelola_kepegawaian"), ("bupati",), ("ka_bkpp",))
INFRA = Jalan(("ka_diskominfo",), ("pengelola_e_kinerja", "ka_bkpp"))
NEEDS = Jalan(("pengelola_e_kinerja",), ("ka_bkpp",))


def at(stop: int, *, received: bool = False, kind: str = "x") -> Laporan:
    return Laporan(UUID(int=1), kind, stop, received)


def refused(attempt: Any) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        attempt()
    return caught.value.status, caught.value.rule.name.rpartition(".")[2]


@pytest.mark.parametrize(("tenant", "head"), [("kuansing", "ka_bkpp"), ("konsel", "ka_bkpsdm")])
def test_kuan_p15_p24_p27_p28_the_packs_hold_these_ways(tenant: str, head: str) -> None:
    packs = Packs.load(str(REPOSITORY / "regulations"))
    (pack,) = [p for p in packs if tenant in p.head.tenants and p.head.kind == "kinerja"]
    ways = pack.section("reporting", ReportingPolicy).letters.value
    told = {
        kind: (" ".join(way.authors), " ".join([*way.way, *(["|", *way.then] if way.then else [])]))
        for kind, way in ways.items()
    }
    assert told == {kind: (who, to.replace("KA", head)) for kind, (who, to) in WAYS.items()}


def test_kuan_p15_a_plan_to_the_wrong_post_is_refused() -> None:
    assert refused(lambda: rules.check_sending(NEEDS, {"pengelola_e_kinerja"}, "ka_diskominfo")) == (
        422,
        "wrong_recipient",
    )
    rules.check_sending(NEEDS, {"pengelola_e_kinerja"}, "ka_bkpp")
    assert refused(lambda: rules.check_sending(NEEDS, {"ka_bkpp"}, "ka_bkpp")) == (403, "not_author")
    with pytest.raises(Refusal) as caught:
        rules.check_sending(NEEDS, {"pengelola_e_kinerja"}, "ka_diskominfo")
    assert cited(caught.value) == "KUAN 15"


def test_kuan_p24_3_the_bupati_sees_it_once_bkpp_has_sent_it_on() -> None:
    first = at(0)
    assert not rules.reads(first, USE, {"bupati"}) and rules.reads(first, USE, {"ka_bkpp"})
    assert refused(lambda: rules.check_sending(USE, {"pengelola_e_kinerja"}, "bupati")) == (409, "out_of_turn")
    assert refused(lambda: rules.forwarded(first, USE, {"pengelola_e_kinerja"}, "bupati")) == (403, "not_holder")
    second = rules.forwarded(first, USE, {"ka_bkpp"}, "bupati")
    assert rules.reads(second, USE, {"bupati"}) and second.di == 1
    assert refused(lambda: rules.forwarded(second, USE, {"pengelola_e_kinerja"}, "bupati")) == (409, "at_end")


def test_kuan_p27_monitoring_goes_to_the_bupati_and_may_then_go_to_bkpp() -> None:
    sent = at(0)
    by = {"pengelola_kepegawaian"}
    assert not rules.reads(sent, MONEV, {"ka_bkpp"})
    assert refused(lambda: rules.forwarded(sent, MONEV, by, "ka_bkpp")) == (409, "not_received")
    received = rules.received(sent, MONEV, {"bupati"})
    assert refused(lambda: rules.forwarded(received, MONEV, {"bupati"}, "ka_bkpp")) == (403, "not_holder")
    assert rules.reads(rules.forwarded(received, MONEV, by, "ka_bkpp"), MONEV, {"ka_bkpp"})


def test_kuan_p28_diskominfo_reports_by_way_of_the_pengelola_and_not_past_it() -> None:
    assert refused(lambda: rules.check_sending(INFRA, {"ka_diskominfo"}, "ka_bkpp")) == (409, "out_of_turn")
    rules.check_sending(INFRA, {"ka_diskominfo"}, "pengelola_e_kinerja")
    assert refused(lambda: rules.forwarded(at(0), INFRA, {"ka_diskominfo"}, "ka_bkpp")) == (403, "not_holder")
    assert rules.forwarded(at(0), INFRA, {"pengelola_e_kinerja"}, "ka_bkpp").di == 1


def test_a_kind_that_no_law_knows_is_refused_and_a_stranger_receives_nothing() -> None:
    assert refused(lambda: rules.check_sending(None, {"pengelola_e_kinerja"}, "x")) == (422, "no_kind")
    assert refused(lambda: rules.received(at(0), USE, {"bupati"})) == (403, "not_holder")
    assert rules.received(at(0, received=True), USE, {"ka_bkpp"}).diterima

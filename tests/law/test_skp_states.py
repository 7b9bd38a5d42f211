"""What may be done to an SKP, an addendum, a pemutakhiran and to copies, state by state; details of KUAN P5, P7, P9, P17."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.refusal import Refusal
from services.skp.domain import change, complete, content, course, salinan
from services.skp.domain.complete import check_complete
from services.skp.domain.content import Content
from services.skp.domain.target import Target, check_target
from services.skp.domain.turn import turns
from tests.law.test_skp import EXTRA, GOOD, KUAN, SK, SOURCES, STAFF, UTAMA, Sumber
from tests.laws import cited

# Written from KUAN P5(4), P9, P18(a), P23(2); KON P6(2-4), P10(3), P18(6), P19, P20(2), P26. `approve` and `ratify` are of the
# two-tiered course of a JPT Pratama in Konawe Selatan, `set` is of everybody else's.
SKP = """
           edit submit review agree set approve ratify return comment change addendum measure recommend confirm withdraw discard
draft       x     x      -      -    -     -       -      -       -      -       -       -        -        -        -        x
submitted   -     -      x      -    -     -       -      x       x      -       -       -        -        -        x        -
reviewed    -     -      -      x    -     -       -      x       x      -       -       -        -        -        -        -
agreed      -     -      -      -    x     x       -      x       x      -       -       -        -        -        -        -
approved    -     -      -      -    -     -       x      x       x      -       -       -        -        -        -        -
set         -     -      -      -    -     -       -      -       -      x       x       x        x        -        -        -
closed      -     -      -      -    -     -       -      -       -      -       -       x        -        x        -        -
"""
STEP = {"submit": "submitted", "review": "reviewed", "agree": "agreed", "set": "set"}
TIERED = {"approve": "approved", "ratify": "set"}


def cells(table: str) -> list[tuple[str, str, bool]]:
    head, *lines = [line.split() for line in table.strip().splitlines()]
    return [(line[0], act, mark == "x") for line in lines for act, mark in zip(head, line[1:], strict=True)]


def judge(taken: bool, check: Callable[[], Any]) -> None:
    if taken:
        check()
        return
    with pytest.raises(Refusal) as refused:
        check()
    assert refused.value.status == 409 and cited(refused.value)


@pytest.mark.parametrize(("state", "act", "taken"), cells(SKP))
def test_kuan_p5_4_kon_p6_the_table_of_an_skp(state: str, act: str, taken: bool) -> None:
    def check() -> None:
        if act in STEP:
            course.check_step(state, STEP[act])
        elif act in TIERED:
            course.check_step(state, TIERED[act], tiered=True)
        else:
            course.check_beside(state, act)

    judge(taken, check)


# Whose turn it is, from KUAN P5(3-4), KON P6(2-4), P10(3), P20: state, who of both agreed already, whether a masa is over
# and not measured; then what comes next where the penilai is a person, and where he is the Bupati.
TURNS = """
draft      -     -   ajukan:pegawai                    ajukan:pegawai
submitted  -     -   reviu:pengelola_kinerja           reviu:pengelola_kinerja
reviewed   -     -   setujui:pegawai,setujui:penilai   setujui:pegawai,setujui:bupati
reviewed   owner -   setujui:penilai                   setujui:bupati
reviewed   other -   setujui:pegawai                   setujui:pegawai
agreed     both  -   tetapkan:penilai                  tetapkan:bupati
approved   both  -   sahkan:bupati                     sahkan:bupati
set        both  -   -                                 -
set        both  x   ukur:pegawai                      ukur:pegawai
closed     both  -   -                                 -
closed     both  x   ukur:pegawai                      ukur:pegawai
"""


@pytest.mark.parametrize("line", [line.split() for line in TURNS.strip().splitlines()])
@pytest.mark.parametrize("sebagai", ["definitif", "plt", "plh", "atasan", "bupati"])
def test_kuan_p5_kon_p6_p10_3_whose_turn_it_is(line: list[str], sebagai: str) -> None:
    state, agreed, unmeasured, by_person, by_bupati = line
    found = turns(
        state,
        sebagai,
        agreed_owner=agreed in ("owner", "both"),
        agreed_penilai=agreed in ("other", "both"),
        unmeasured=unmeasured == "x",
    )
    wanted = by_bupati if sebagai == "bupati" else by_person
    assert ",".join(f"{one.langkah}:{one.peran}" for one in found) == wanted.strip("-")


ADDENDUM = """
          agree refuse
proposed    x      x
agreed      -      -
refused     -      -
"""


@pytest.mark.parametrize(("state", "act", "taken"), cells(ADDENDUM))
def test_kon_p9_reading_b11_the_table_of_an_addendum(state: str, act: str, taken: bool) -> None:
    assert act in {"agree", "refuse"}, "one rule for both"
    judge(taken, lambda: change.check_addendum_open(state == "agreed", state == "refused"))


# The four steps in their order; sinkronisasi may be taken again until the data is validated.
PEMUTAKHIRAN = """
               diverifikasi diklarifikasi disinkronkan divalidasi resync
diminta             x             -             -           -        -
diverifikasi        -             x             -           -        -
diklarifikasi       -             -             x           -        -
disinkronkan        -             -             -           x        x
divalidasi          -             -             -           -        -
"""


@pytest.mark.parametrize(("state", "act", "taken"), cells(PEMUTAKHIRAN))
def test_kuan_p1_10_14_the_table_of_a_pemutakhiran(state: str, act: str, taken: bool) -> None:
    if act == "resync":
        return judge(taken, lambda: change.check_resync(state))
    judge(taken, lambda: change.check_next_step(state, act, "Sudah dijelaskan.", 0))


# What is late is still taken; what was handed over is not handed over again.
SALINAN = """
          deliver
waiting      x
overdue      x
delivered    -
"""


@pytest.mark.parametrize(("state", "act", "taken"), cells(SALINAN))
def test_kuan_p23_3_the_table_of_copies(state: str, act: str, taken: bool) -> None:
    one, document = UUID(int=1), UUID(int=3)
    assert act == "deliver"
    judge(taken, lambda: salinan.check_delivery(one, one, state == "delivered", 1, {document: "x"}))


def test_reading_a22_a_vacant_post_sets_nothing_and_is_not_the_bupatis() -> None:
    for actor, office in ((UUID(int=1), set()), (UUID(int=2), {"bupati"})):
        with pytest.raises(Refusal) as refused:
            course.may_set(None, actor, office, vacant=True)
        assert refused.value.status == 403 and "A22" in cited(refused.value)


@pytest.mark.parametrize("jenis", SOURCES)
def test_kuan_p5_2_each_of_the_five_sources_is_enough(jenis: str) -> None:
    plan = msgspec.structs.replace(GOOD, sumber=(Sumber(jenis=jenis, rujukan="2026"),))
    check_complete(plan, STAFF, KUAN)


def test_kuan_p7_3_twelve_laporan_with_95_per_cent_in_twelve_months_passes_and_a_target_of_nothing_does_not() -> None:
    passes = msgspec.convert({"satuan": "laporan", "kuantitas": 12, "kualitas": 95, "waktu_bulan": 12}, Target)
    assert (passes.kuantitas, passes.kualitas, passes.waktu_bulan) == (12, 95, 12)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"satuan": "laporan", "kuantitas": 0}, Target)  # target 0: reading B37
    with pytest.raises(Refusal) as refused:
        check_target(msgspec.convert({"satuan": "laporan"}, Target), ("kuantitas", "kualitas"), "target")
    assert refused.value.status == 422 and "7(3)" in cited(refused.value)


@pytest.mark.parametrize("nomor", ["", "  "])
def test_kuan_p9_kon_p9_an_sk_has_a_number(nomor: str) -> None:
    extra = msgspec.structs.replace(EXTRA, sk=msgspec.structs.replace(SK, nomor=nomor))
    with pytest.raises(Refusal) as refused:
        check_complete(msgspec.structs.replace(GOOD, butir=(UTAMA, extra)), STAFF, KUAN)
    assert refused.value.status == 422 and "9(2)b" in cited(refused.value)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"nomor": "SK.1", "pemberi_id": str(UUID(int=1))}, type(SK))


def test_kuan_p9_kon_p9_no_butir_takes_the_id_of_another() -> None:
    one, other = UUID(int=71), UUID(int=72)
    kept = msgspec.structs.replace(UTAMA, butir_id=one)
    twin = msgspec.structs.replace(EXTRA, butir_id=one)
    content.check_ids(msgspec.structs.replace(GOOD, butir=(kept, EXTRA)), {one})
    for butir, known, pasal in (((kept, twin), {one}, "9(2)c"), ((kept,), {other}, "implicit")):
        with pytest.raises(Refusal) as refused:
            content.check_ids(msgspec.structs.replace(GOOD, butir=butir), known)
        assert refused.value.status == 422 and pasal in cited(refused.value)


def split(*months: int) -> Content:
    target = Target(kuantitas=120, satuan="laporan")
    return msgspec.structs.replace(GOOD, butir=(msgspec.structs.replace(UTAMA, target=target, bulanan=months),))


@pytest.mark.parametrize(
    ("months", "begins", "fine"),
    [
        ((10,) * 12, 1, True),
        ((), 1, True),
        ((*(10,) * 11, 9), 1, False),  # 119
        ((*(10,) * 11, 11), 1, False),  # 121
        ((60, 60), 1, False),
        ((0, 0, 0, 0, *(15,) * 8), 5, True),
        ((10,) * 12, 5, False),
    ],
)
def test_kuan_p17b_the_months_of_the_owner_add_up_to_the_year(months: tuple[int, ...], begins: int, fine: bool) -> None:
    if fine:
        return complete.check_split(split(*months).butir[0], begins, 0)
    with pytest.raises(Refusal) as refused:
        complete.check_split(split(*months).butir[0], begins, 0)
    assert (refused.value.status, refused.value.field) == (422, "butir[0].bulanan") and "17 b" in cited(refused.value)


@pytest.mark.parametrize(
    ("window", "set_on", "late"),
    [(30, date(2026, 5, 31), False), (30, date(2026, 6, 1), True), (15, date(2026, 5, 16), False),
     (15, date(2026, 5, 17), True), (15, date(2026, 5, 31), True)],
)  # fmt: skip
def test_kon_p15_3_reading_b33_the_window_after_a_move_is_the_packs(window: int, set_on: date, late: bool) -> None:
    assert (set_on > course.due_on(2026, date(2026, 5, 1), "01-31", window)) is late


@pytest.mark.parametrize(
    ("state", "repeats", "stands"),
    [
        ("submitted", "review agree sign set", ("submitted", False, False)),
        ("reviewed", "review agree sign set", ("reviewed", False, False)),
        ("submitted", "agree sign set", ("reviewed", False, False)),
        ("submitted", "review set", ("submitted", False, False)),
        ("reviewed", "review sign set", ("reviewed", False, True)),
        ("reviewed", "review agree set", ("reviewed", True, False)),
        ("reviewed", "review set", ("agreed", True, True)),
        ("submitted", "set", ("agreed", True, True)),
    ],
)
def test_kon_p19_reading_b31_the_steps_that_a_change_does_not_repeat_hold(
    state: str, repeats: str, stands: tuple[str, bool, bool]
) -> None:
    assert course.carried(state, repeats.split()) == stands


@pytest.mark.parametrize(
    ("may", "who", "taken"),
    [
        (("penilai", "pengelola_kinerja"), "owner", False), (("penilai", "pengelola_kinerja"), "penilai", True),
        (("penilai", "pengelola_kinerja"), "reviewer", True), (("penilai", "pengelola_kinerja"), "stranger", False),
        (("pegawai", "penilai", "pengelola_kinerja"), "owner", True), (("pegawai",), "penilai", False),
        (("pegawai", "penilai", "pengelola_kinerja"), "stranger", False),
    ],
)  # fmt: skip
def test_kon_p19_1_kuan_p23_2_who_changes_a_set_skp(may: tuple[str, ...], who: str, taken: bool) -> None:
    owner, penilai, other = (UUID(int=n) for n in range(1, 4))
    actor = {"owner": owner, "penilai": penilai}.get(who, other)

    def check() -> None:
        change.check_proposer(owner, actor, actor == penilai, who == "reviewer", may)

    if taken:
        return check()
    with pytest.raises(Refusal) as refused:
        check()
    assert refused.value.status == 403 and cited(refused.value) == "KUAN 23(2), KON 19(1)"


def test_kon_p19_1_only_in_the_running_year_and_kuan_p23_2_at_any_time() -> None:
    change.check_running_year(2026, date(2026, 12, 31), only=True)
    change.check_running_year(2026, date(2027, 1, 2), only=False)
    judge(False, lambda: change.check_running_year(2026, date(2027, 1, 2), only=True))
    january, december = date(2026, 1, 1), date(2026, 12, 31)
    assert course.binds_from(january, december, date(2026, 6, 15)) == date(2026, 6, 15)
    assert course.binds_from(january, december, date(2027, 1, 4)) == january

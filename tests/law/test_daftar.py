"""How a month becomes payable (requirements section 5, TPP): each PD's list agreed by its head, final by Ka. BKPP/BKPSDM.

After the final word nothing is rewritten: differences alone, in a list of their own (B36, C1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.refusal import Refusal
from services.tpp.domain import daftar as rules
from services.tpp.domain.daftar import Daftar, Pd, Seen, Signed

PARTS = (Pd("DINKES", 2, 7_371_414, True), Pd("BKPP", 1, 3_920_964, True))
SIGNED = Signed(UUID(int=7), "Kepala BKPP")
WHOLE = Seen(3, 11_292_378)
DRAFT = Daftar("2026-01", 0, "draf", PARTS)


class Who(msgspec.Struct):
    opd: str = "DINKES"
    peran: tuple[str, ...] = ("kepala_pd",)
    peran_pd: tuple[Mapping[str, str], ...] = ()


def status_of(attempt: Any) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        attempt()
    return caught.value.rule.status, caught.value.rule.name


# stage x act: 0 may go on, else the status and the rule that says no
STAGES = """
stage     agree                     finalize                  pay
draf      0                         0                         409 tpp.list.not_final
final     409 tpp.list.not_draft    409 tpp.list.not_draft    0
diekspor  409 tpp.list.not_draft    409 tpp.list.not_draft    0
"""


def acts(daftar: Daftar) -> dict[str, Any]:
    return {
        "agree": lambda: rules.check_pd(daftar, "DINKES", Who(), Seen(2, 7_371_414)),
        "finalize": lambda: rules.finalize(daftar, WHOLE, SIGNED, contoh=False),
        "pay": lambda: rules.check_payable(daftar),
    }


def cells() -> list[tuple[str, str, str]]:
    head, *lines = [[cell for cell in line.split("  ") if cell.strip()] for line in STAGES.strip().splitlines()]
    return [
        (line[0].strip(), act.strip(), cell.strip())
        for line in lines
        for act, cell in zip(head[1:], line[1:], strict=True)
    ]


@pytest.mark.parametrize(("stage", "act", "cell"), cells())
def test_every_stage_answers_every_act(stage: Any, act: str, cell: str) -> None:
    attempt = acts(msgspec.structs.replace(DRAFT, tahap=stage))[act]
    if cell == "0":
        attempt()
    else:
        status, rule = cell.split()
        assert status_of(attempt) == (int(status), rule)


def test_the_final_word_tells_what_is_paid() -> None:
    event = rules.finalize(DRAFT, WHOLE, SIGNED, contoh=True)
    assert (event.nomor, event.jabatan) == (SIGNED.nomor, "Kepala BKPP")
    assert (event.daftar_id, event.orang, event.jumlah, event.opd, event.contoh) == (
        "2026-01:0",
        3,
        11_292_378,
        2,
        True,
    )


@pytest.mark.parametrize("said", [None, False])
def test_one_head_who_has_not_agreed_holds_the_list_and_is_named(said: bool | None) -> None:
    waiting = msgspec.structs.replace(DRAFT, pd=(PARTS[0], Pd("BKPP", 1, 3_920_964, said)))
    with pytest.raises(Refusal) as caught:
        rules.finalize(waiting, WHOLE, SIGNED, contoh=False)
    assert caught.value.rule.name == "tpp.list.not_agreed" and caught.value.values["opd"] == "BKPP"


def test_who_saw_other_figures_decides_nothing() -> None:
    assert status_of(lambda: rules.finalize(DRAFT, Seen(3, 11_292_377), SIGNED, contoh=False))[1] == "tpp.list.changed"
    assert status_of(lambda: rules.check_pd(DRAFT, "DINKES", Who(), Seen(1, 7_371_414)))[1] == "tpp.list.changed"


@pytest.mark.parametrize(
    ("who", "opd", "status"),
    [
        (Who(), "DINKES", 0),
        (Who(), "BKPP", 403),
        (Who(opd="BKPP"), "DINKES", 403),
        (Who(opd="BKPP", peran=(), peran_pd=({"peran": "kepala_pd", "opd": "DINKES"},)), "DINKES", 0),
        (Who(opd="BKPP", peran=(), peran_pd=({"peran": "kepala_pd", "opd": "DINKES"},)), "BKPP", 403),
    ],
)
def test_the_head_of_the_pd_or_who_acts_for_him(who: Who, opd: str, status: int) -> None:
    part = next(one for one in PARTS if one.opd == opd)
    attempt = lambda: rules.check_pd(DRAFT, opd, who, Seen(part.orang, part.jumlah))  # noqa: E731
    if status:
        assert status_of(attempt)[0] == status
    else:
        assert attempt() == part


def test_who_asks_is_looked_at_before_what_is_asked() -> None:
    """A stranger learns neither whether the PD is in the list nor how far the list is."""
    final = msgspec.structs.replace(DRAFT, tahap="final")
    assert status_of(lambda: rules.check_pd(final, "SETDA", Who(), Seen(0, 0)))[0] == 403


def test_an_empty_list_pays_nobody() -> None:
    assert status_of(lambda: rules.finalize(Daftar("2026-01", 0, "draf"), Seen(0, 0), SIGNED, contoh=False)) == (
        409,
        "tpp.list.empty",
    )

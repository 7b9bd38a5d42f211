"""What may be done to an account, its second factor, an import, a year and a team, state by state (KUAN P11(5), P20; KON P36, P50)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.refusal import Refusal
from services.identity.domain import states, tim
from tests.law.test_skp_states import cells, judge

# Written from the regulations and section 5: x where the command is taken, everything else is refused with 409.
TABLES = {
    # an account is born pending, activated (again: reset), blocked until activated anew, ends with an outsider's term,
    # and is shut by the status of its holder (docs/decisions/0017)
    "account": """
                activate sign_in block
    pending        x        -      -
    active         x        x      x
    blocked        x        -      -
    disabled       -        -      -
    shut           -        -      -
    """,
    # KUAN P26(1): a code proves that the secret arrived; once it has, only the administrator takes the factor away
    "second_factor": """
                enrol confirm
    none          x      -
    enrolled      x      x
    confirmed     -      -
    """,
    # read behind the scenes, confirmed once by another person, or thrown away before that
    "import": """
                read confirm apply discard
    received     x      -      -      x
    reading      x      -      -      x
    refused      -      -      -      -
    prepared     -      x      -      x
    applying     -      -      x      -
    confirmed    -      -      -      -
    discarded    -      -      -      -
    """,
    # KON P50(1): open differences keep the year open; a later file may still replace them
    "year": """
                reconcile resolve close
    new             x        -      -
    open            x        x      -
    settled         x        -      x
    closed          -        -      -
    """,
}
CELLS = [(name, *cell) for name, table in TABLES.items() for cell in cells(table)]


@pytest.mark.parametrize(("aggregate", "state", "act", "taken"), CELLS)
def test_the_tables_of_identity(aggregate: str, state: str, act: str, taken: bool) -> None:
    assert states.takes(aggregate, state, act) is taken
    judge(taken, lambda: states.check(aggregate, state, act))


def test_no_state_is_without_its_row() -> None:
    assert {(name, state) for name, state, *_ in CELLS} == {(n, s) for n, rows in states.ALLOWED.items() for s in rows}


# A team of 2024-07-01 holds until 2027-06-30 (reading B44). Asked for on a day: the next one from that day, or a
# replacement of a member from that day.
TEAM = """
                form replace
2024-06-30       x      -
2024-07-01       -      -
2024-07-02       -      x
2027-06-30       -      x
2027-07-01       x      -
"""
FIRST, LAST = date(2024, 7, 1), date(2027, 6, 30)


@pytest.mark.parametrize(("day", "act", "taken"), cells(TEAM))
def test_kon_p36_3_reading_b44_the_table_of_a_team(day: str, act: str, taken: bool) -> None:
    on = date.fromisoformat(day)
    acts: dict[str, Callable[[], Any]] = {
        "form": lambda: tim.check_start(on, LAST if on >= FIRST else None),
        "replace": lambda: tim.check_replacement(on, FIRST, LAST),
    }
    judge(taken, acts[act])


def test_kon_p36_5_no_team_before_its_decree() -> None:
    with pytest.raises(Refusal) as refused:
        tim.check_decree(date(2024, 7, 1), date(2024, 6, 30), date(2024, 7, 1))
    assert refused.value.status == 422

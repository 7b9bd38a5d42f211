"""What may be done to a month, a missed day, an outage, a file and a draft, state by state (KUAN P16, P23, P31; A24, X8)."""

from __future__ import annotations

import pytest

from contracts.refusal import Refusal
from services.activity.domain import states
from tests.law.test_skp_states import cells
from tests.laws import pasal as pasal_of

# Written from the regulations and readings: x where the command is taken, everything else is refused with 409.
TABLES = {
    # reading A24: entered and edited until the close; opened for one person; not opened twice
    "month": """
                enter change open
    open          x     x     -
    closed        -     -     x
    reopened      x     x     -
    """,
    # KUAN P31(1), reading A13: found once; a day that was filled after all is missing no more
    "missed_day": """
                judge
    missed        x
    judged        -
    filled        -
    """,
    # KUAN P31(1): given once by the penilai, answered once, closed; nothing is owed for a day that was filled after all
    "pembinaan": """
                hold answer close
    opened        x    -      -
    lapsed        -    -      -
    held          -    x      x
    answered      -    -      x
    closed        -    -      -
    """,
    # X8: it moves and excuses from its confirmation on, once
    "outage": """
                confirm
    recorded      x
    confirmed     -
    """,
    # KUAN P23(1): nothing is entered before the confirmation, nothing twice after it
    "import": """
                begin proceed
    prepared      x      -
    running       -      x
    done          -      -
    """,
    # KUAN P16(d): answered as often as it takes, until it is over
    "ticket": """
                answer close
    open          x      x
    answered      x      x
    closed        -      -
    """,
    # the version that was seen, or one that was changed since
    "draft": """
                edit submit discard
    seen          x     x      x
    changed       -     -      x
    """,
}
CELLS = [(name, *cell) for name, table in TABLES.items() for cell in cells(table)]


@pytest.mark.parametrize(("aggregate", "state", "act", "taken"), CELLS)
def test_the_tables_of_activity(aggregate: str, state: str, act: str, taken: bool) -> None:
    assert states.takes(aggregate, state, act) is taken
    if taken:
        return states.check(aggregate, state, act)
    with pytest.raises(Refusal) as refused:
        states.check(aggregate, state, act)
    assert refused.value.status == 409 and refused.value.message and pasal_of(refused.value)


def test_no_state_is_without_its_row() -> None:
    assert {(name, state) for name, state, *_ in CELLS} == {(n, s) for n, rows in states.ALLOWED.items() for s in rows}

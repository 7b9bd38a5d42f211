"""The database judges an entry by the list of verdicts that Python has, in its order (docs/decisions/0052)."""

from __future__ import annotations

from services.activity.domain.verdicts import IN_ORDER
from services.activity.store.entering import FUNCTION, body_of_function
from tests.service.hosted import Hosted


async def test_the_function_of_the_database_is_the_one_that_the_list_generates(activity_process: Hosted) -> None:
    rows = await activity_process.rows("SELECT prosrc FROM pg_proc WHERE proname = $1", FUNCTION)
    assert [row["prosrc"] for row in rows] == [body_of_function()]


def test_the_order_of_the_list_is_the_order_of_the_function() -> None:
    body = body_of_function()
    places = [body.index(f"THEN '{verdict.name}'") for verdict in IN_ORDER]
    assert places == sorted(places)
    assert body_of_function(reversed(IN_ORDER)) != body

"""Paths and traces that somebody made up: the one fills no metrics, the other is not continued."""

from __future__ import annotations

import pytest

from chassis.telemetry.requests import known_route
from chassis.telemetry.traceparent import is_sampled, sibling_of

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def test_paths_that_somebody_made_up_share_one_name_in_the_metrics() -> None:
    """Else whoever asks for ever new paths fills the memory."""
    assert known_route("/api/made/up", 404) == known_route("/api/made/up/too", 401) == "other"
    assert known_route("/api/really/there", 200) == known_route("/api/really/there", 404) == "/api/really/there"


@pytest.mark.parametrize(
    "given",
    ["00-" + "+1_0 abc" * 4 + "-00f067aa0ba902b7-01", f"zz-{TRACE}-00f067aa0ba902b7-01", f"00-{TRACE}-0x-01", ""],
)
def test_what_names_no_trace_is_not_continued(given: str) -> None:
    assert sibling_of(given) is None and not is_sampled(given)

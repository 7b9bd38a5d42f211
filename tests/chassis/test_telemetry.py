"""Traces that join, and nobody's name in them."""

from __future__ import annotations

import pytest
from opentelemetry import trace

from chassis.telemetry.requests import route_of
from chassis.telemetry.scrub import MASK, scrub
from chassis.telemetry.sql import name_of
from chassis.telemetry.tracing import is_sampled, remote_context

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@pytest.mark.parametrize("key", ["nama", "NIP", "password", "authorization", "refresh_token"])
def test_members_that_name_someone_are_masked(key: str) -> None:
    assert scrub(key, "Budi") == MASK


def test_a_nip_is_masked_wherever_it_stands() -> None:
    told = scrub("error", {"detail": ["pegawai 197306032007011007 tidak ada", 5], "nama": "Budi"})
    assert told == {"detail": [f"pegawai {MASK} tidak ada", 5], "nama": MASK}


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/api/activity/entries/0198e1a2-77aa-7bbb-8ccc-0123456789ab/verify", "/api/activity/entries/{id}/verify"),
        ("/api/identity/pegawai/197306032007011007", "/api/identity/pegawai/{id}"),
        ("/api/skp/skp", "/api/skp/skp"),
    ],
)
def test_a_route_carries_no_id(path: str, route: str) -> None:
    assert route_of(path) == route


def test_a_statement_is_named_by_verb_and_table_alone() -> None:
    assert name_of("select * from pegawai where nip = '197306032007011007'") == "SELECT pegawai"
    assert name_of("") == "SQL"


def test_a_caller_is_continued() -> None:
    assert trace.get_current_span(remote_context(PARENT)).get_span_context().trace_id == int(TRACE, 16)


@pytest.mark.parametrize("parent", [None, "", "garbage", "00-0-0-01", PARENT.replace(TRACE, "0" * 32), PARENT[:-3]])
def test_a_parent_that_is_none_begins_a_trace(parent: str | None) -> None:
    assert not trace.get_current_span(remote_context(parent)).get_span_context().is_valid


@pytest.mark.parametrize(
    ("parent", "sampled"),
    [(PARENT, True), (PARENT[:-1] + "0", False), (PARENT[:-1] + "3", True), (None, False), ("x1", False)],
)
def test_the_callers_choice_to_record_is_kept(parent: str | None, sampled: bool) -> None:
    assert is_sampled(parent) is sampled

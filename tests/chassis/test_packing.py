"""Headers as the outbox keeps them: our own without their names, any other as it came."""

from __future__ import annotations

import msgspec
import pytest

from chassis.outbox import Outgoing, pack_headers, pattern_of, unpack_headers
from contracts.envelope import Headers, headers_of
from contracts.examples import EXAMPLES, example_fact

ONE = example_fact(EXAMPLES[0])
TRACE = "00-" + "a" * 32 + "-" + "b" * 16


@pytest.mark.parametrize("causation", [None, "0198f000-0000-7000-8000-000000000001"])
@pytest.mark.parametrize("traceparent", [None, f"{TRACE}-00", f"{TRACE}-01"])
def test_our_own_come_back_as_they_were_and_are_kept_without_names(
    causation: str | None, traceparent: str | None
) -> None:
    headers = headers_of(msgspec.structs.replace(ONE, causation=causation, traceparent=traceparent))
    packed = pack_headers(headers)
    assert unpack_headers(packed) == headers
    assert b"ce_" not in packed
    told = Outgoing(1, b"k", packed, b"{}")
    assert told.headers == headers and told.header("ce_tenant") == ONE.tenant
    sampled = traceparent if traceparent and traceparent.endswith("01") else ""
    assert told.traceparent() == sampled == Outgoing(1, b"k", headers, b"{}").traceparent()


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("ce_id", b"1")],
        [("a", b"\xff\x00")] * 12,
        headers_of(ONE)[:-1],
        list(reversed(headers_of(ONE))),
        [("ce_specversion", b"1.1"), *headers_of(ONE)[1:]],
        [*headers_of(ONE), ("x", b"")],
    ],
)
def test_others_come_back_as_they_were(headers: Headers) -> None:
    assert unpack_headers(pack_headers(headers)) == headers


def test_what_was_kept_with_names_before_is_still_read() -> None:
    headers = headers_of(ONE)
    assert unpack_headers(msgspec.msgpack.encode(headers)) == headers


def test_a_pattern_completed_is_what_each_fact_would_have_left() -> None:
    per_cent = msgspec.structs.replace(ONE, actor="100% %b %s", subject="s" * 36, key="k" * 9)
    pattern = pattern_of(per_cent, "s" * 36, "k" * 9)
    for subject, key in (("x" * 36, "123456789"), ("%b" * 18, "s" * 9)):
        told = msgspec.structs.replace(per_cent, subject=subject, key=key)
        assert pattern % (subject.encode(), key.encode()) == pack_headers(headers_of(told))

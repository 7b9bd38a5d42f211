"""Every operation of the published OpenAPI, asked by those who may, with what nobody should send.

It comes last in the story: what is changed by a request that turns out to be in order troubles nobody any more.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import msgspec
import pytest
from yarl import URL

from ekinerja.demo.client import User
from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.garbage import Case, Garbage, Operation, operations

EACH = 24
AT_ONCE = 6
SLOW_SECONDS = 10.0
# They end sessions, lock accounts, or move everybody's clock: each has tests of its own.
PATHS_LEFT_OUT = ("/login", "/logout", "/keys/rotate", "/totp", "/password", "/clock", "/sessions/")


class Told(msgspec.Struct, frozen=True):
    """An answer."""

    status: int
    kind: str
    body: bytes


class Stranger:
    """Sends the bytes of a case as one of the people."""

    def __init__(self, web: aiohttp.ClientSession, url: str, people: dict[str, User]) -> None:
        self._web = web
        self._url = url
        self.people = people

    async def send(self, case: Case, who: str) -> Told:
        headers = {"authorization": f"Bearer {await self.people[who].token()}"}
        if case.kind is not None and case.body is not None:
            headers["content-type"] = case.kind
        if case.operation.method != "GET" and case.key is not None:
            headers["idempotency-key"] = case.key or uuid.uuid4().hex
        url = URL(self._url + case.path, encoded=True)
        async with self._web.request(case.operation.method, url, data=case.body, headers=headers) as answer:
            return Told(answer.status, answer.headers.get("content-type", ""), await answer.read())

    async def those_who_may(self, operation: Operation, garbage: Garbage) -> list[str]:
        told = [(await self.send(garbage.plain(operation), who)).status for who in self.people]
        return [who for who, status in zip(self.people, told, strict=True) if status != 403] or list(self.people)


def amiss(case: Case, told: Told) -> str:
    """What is wrong with an answer; empty when it is as it must be."""
    if told.status >= 500 or told.status not in case.operation.statuses:
        return f"{told.status} is no documented refusal: {told.body[:200]!r}"
    if told.status < 400:
        return ""
    if told.kind != "application/problem+json":
        return f"{told.status} as {told.kind}"
    problem = json.loads(told.body)
    whole = problem["status"] == told.status and problem["title"] and problem["detail"] and len(problem["trace"]) == 32
    return "" if whole else f"a problem without reason: {problem}"


@pytest.fixture(scope="module")
async def stranger(lived: Lived, system: Stack) -> AsyncIterator[Stranger]:
    story = lived.kuansing
    person = story.working[30]
    held = {grant["PERAN"]: story.users[grant["NIP"]] for grant in story.grants if grant["NIP"] in story.users}
    own = {"pegawai": story.users[person.nip], "penilai": story.users[person.atasan]}
    async with aiohttp.ClientSession(skip_auto_headers=["content-type"]) as web:
        yield Stranger(web, system.url(), {**story.officials, **held, **own})


@pytest.fixture(scope="module")
async def known(lived: Lived, stranger: Stranger) -> dict[str, Any]:
    """Good values by the name of a member: those of one person, his superior, and somebody of the other Pemda."""
    story, other = lived.kuansing, lived.konsel
    person, foreign = story.working[30], other.working[30]
    mine = await stranger.people["pegawai"].get("/api/activity/activities?periode=2025-12")
    theirs = await other.users[foreign.nip].get("/api/activity/activities?periode=2025-12")
    return {
        "activity_id": [mine[0]["activity_id"], theirs[0]["activity_id"]], "ids": [[mine[1]["activity_id"]]],
        "asn_id": [story.users[person.nip].id, other.users[foreign.nip].id], "nip": [person.nip, foreign.nip],
        "butir_id": [story.butir[person.nip][0]["butir_id"]], "nips": [[person.nip]], "peserta": [[person.nip]],
        "skp_id": [story.skp[person.nip], other.skp[foreign.nip]], "tahun": [2025, 2026], "periode": ["2026-01"],
        "tanggal": ["2026-01-20"], "opd": [person.opd], "unit": [person.opd], "layanan": [["activity"]],
    }  # fmt: skip


@pytest.mark.parametrize("service", ["identity", "skp", "activity", "appraisal", "tpp", "reporting"])
async def test_wrong_input_is_a_problem_with_its_reason(
    stranger: Stranger, known: dict[str, Any], lived: Lived, service: str
) -> None:
    document = await lived.kuansing.api.call("GET", "/api/openapi.json")
    garbage, chance = Garbage(document[1], known), random.Random(service)
    found, refused = [], 0
    for operation in operations(document[1]):
        if operation.service != service or any(part in operation.path for part in PATHS_LEFT_OUT):
            continue
        may = await stranger.those_who_may(operation, garbage)
        cases = garbage.cases(operation)
        for wave in range(0, min(EACH, len(cases)), AT_ONCE):
            picked = [(chance.choice(cases), chance.choice(may)) for _ in range(AT_ONCE)]
            began = time.monotonic()
            told = await asyncio.gather(*(stranger.send(case, who) for case, who in picked))
            assert time.monotonic() - began < SLOW_SECONDS, (wave, [case.path for case, _ in picked])
            refused += sum(400 <= t.status < 500 for t in told)
            for (case, who), answer in zip(picked, told, strict=True):
                if why := amiss(case, answer):
                    found.append(f"{operation.method} {case.path} as {who}, {case.wrong}: {why}")
    assert not found, "\n".join(found)
    assert refused >= 2 * EACH


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/activity/butir?tanggal=9999-12-31", "tanggal"), ("/api/activity/butir?tanggal=0001%2D01-01", "tanggal"),
        ("/api/activity/activities?periode=9999-12", "periode"), ("/api/activity/missed?periode=0000-01", "periode"),
        ("/api/activity/activities", "periode"), ("/api/skp/sasaran?tahun=1999", "tahun"), ("/api/skp/sasaran", "tahun"),
    ],
)  # fmt: skip
async def test_a_date_at_the_edge_of_the_calendar_is_refused_by_its_name(
    stranger: Stranger, path: str, field: str
) -> None:
    operation = Operation("GET", path, [], None, frozenset({422}))
    told = await stranger.send(Case(operation, path, "date"), "pegawai")
    assert told.status == 422 and json.loads(told.body)["field"] == field


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/msgpack", "x", ""])
@pytest.mark.parametrize("body", [b'{"uraian": "\\u0000"}', b'{"tanggal": "9999-12-31"}', b"[" * 9_000, b'{"a": 1}'])
async def test_what_is_not_sent_as_json_is_not_read_as_json(stranger: Stranger, body: bytes, kind: str) -> None:
    """Else it would pass by the guard in front of the parser."""
    operation = Operation("POST", "/api/activity/drafts", [], None, frozenset({415}))
    told = await stranger.send(Case(operation, operation.path, "kind", body, kind), "pegawai")
    assert (told.status, amiss(Case(operation, operation.path, "kind"), told)) == (415, "")


async def test_the_clock_is_not_set_beyond_the_years_that_count(lived: Lived) -> None:
    for at in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"):
        status, problem, _ = await lived.operator.ask("PUT", "/api/clock", json={"at": at})
        assert (status, problem["status"]) == (422, 422)


async def test_nothing_that_was_asked_is_stuck_between_the_services(stranger: Stranger, system: Stack) -> None:
    """No fact that came of it was one that another service could not take."""
    for name in system.services:
        log = (system.instance["logs"] / f"{name}.log").read_text(errors="replace")
        parked = [line for line in log.splitlines() if '"event": "parked"' in line and '"reason": "failed"' in line]
        assert not parked, parked[:3]

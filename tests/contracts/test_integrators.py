"""What docs/integrators.md promises to who reads the events is so."""

from __future__ import annotations

import re
import secrets
from typing import Any
from uuid import UUID

import asyncpg

from chassis.settings import REPOSITORY
from contracts.examples import EXAMPLES, example_fact
from ekinerja.publishing.asyncapi import document
from ekinerja.publishing.language import events
from ekinerja.stack import Stack

PAGE = (REPOSITORY / "docs" / "integrators.md").read_text(encoding="utf-8")
TABLE = """
CREATE TEMP TABLE tpp_slip (tenant text, slip_id uuid, version int, asn_id uuid, periode text, status text,
    total bigint, PRIMARY KEY (tenant, slip_id))
"""


async def test_the_statement_of_the_page_keeps_the_highest_version_in_any_order(servers: Stack) -> None:
    (statement,) = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
    connection: Any = await asyncpg.connect(f"{servers.environment.postgres}/postgres")
    try:
        await connection.execute(TABLE)
        slip, asn = UUID(bytes=secrets.token_bytes(16)), UUID(int=1)
        for version, total in ((1, 100), (3, 300), (2, 200), (3, 300), (1, 100)):
            await connection.execute(statement, "kuansing", slip, version, asn, "2025-12", "payable", total)
        kept = await connection.fetch("SELECT version, total FROM tpp_slip")
        assert [tuple(row) for row in kept] == [(3, 300)]
    finally:
        await connection.close()


def test_the_events_and_members_that_the_page_names_are_there() -> None:
    known = {f"{name}.{cls.__name__}": cls for name, classes in events().items() for cls in classes}
    named = re.findall(r"`((?:identity|skp|activity|appraisal|tpp|reporting)\.[A-Z]\w+)`", PAGE)
    assert len(named) >= 5 and set(named) <= set(known)
    members = {member for name in named for member in known[name].__struct_fields__}
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| (`.*) \|$", PAGE, re.M)
    said = {word for row in rows for word in re.findall(r"`([a-z_]+)`", row)} - {
        "payable",
        "not_eligible",
        "incomplete",
    }
    assert said and said <= members, said - members


def test_the_aggregate_of_a_message_is_what_its_subject_says() -> None:
    messages = document("1")["components"]["messages"]
    for event in EXAMPLES:
        member = messages[type(event).__name__]["x-aggregate"]
        assert str(getattr(event, member)) == example_fact(event).subject


def test_every_message_says_how_it_is_told_again_or_why_never() -> None:
    messages = document("1")["components"]["messages"]
    ways = [message["x-retold"] for message in messages.values()]
    assert all(set(way) in ({"kind"}, {"never"}) and all(way.values()) for way in ways)
    page = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")
    assert {way["kind"] for way in ways if "kind" in way} <= set(re.findall(r"`([a-z_]+)`", page))

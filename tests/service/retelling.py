"""Telling again in tests: what a service was asked to tell, beside what it told; and tables as a fingerprint."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from chassis.db import Who
from chassis.outbox import unpack_headers
from chassis.plumbing import PLUMBING_TABLES
from chassis.reaction import Record
from chassis.retelling import ask
from tests.service.hosted import Hosted


class Told(NamedTuple):
    """A fact in the outbox."""

    type: str
    subject: str
    version: int
    body: Any
    is_retold: bool
    record: Record


async def facts(service: Hosted, after: int = 0) -> list[Told]:
    """What stands in the outbox behind an id, as Kafka would bring it."""
    rows = await service.rows("SELECT * FROM outbox WHERE id > $1 AND key <> '' ORDER BY id", after)
    found = []
    for row in rows:
        headers = unpack_headers(row["headers"])
        record = Record(f"ekinerja.{service.name}", 0, row["id"], row["key"].encode(), headers, row["body"])
        retold = ("ce_retold", b"true") in headers
        kind = row["type"].rpartition(".")[2]
        found.append(Told(kind, row["subject"], row["version"], json.loads(row["body"]), retold, record))
    return found


async def place(service: Hosted) -> int:
    return int((await service.rows("SELECT coalesce(max(id), 0) AS id FROM outbox"))[0]["id"])


async def request(service: Hosted, *kinds: str, tenant: str = "kuansing") -> None:
    """As the operator asks."""
    async with service.runtime.database.work(Who(tenant=tenant, actor="system:operator")) as work:
        for kind in kinds or service.runtime.service.retells:
            await ask(work, kind)


async def retold(service: Hosted, *kinds: str, tenant: str = "kuansing") -> list[Told]:
    """What the service tells again when it is asked to."""
    after = await place(service)
    await request(service, *kinds, tenant=tenant)
    while await service.fire():
        pass
    assert await service.rows("SELECT 1 FROM deadline WHERE kind = 'retell'") == []
    return [fact for fact in await facts(service, after) if fact.is_retold]


async def fingerprint(service: Hosted, *without: str) -> dict[str, str]:
    """Every table that holds what the service knows, its rows in one order; `without` these columns."""
    tables = await service.rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND NOT relispartition AND relname <> ALL($1::text[]) ORDER BY 1",
        [*PLUMBING_TABLES, "alembic_version", "signing_key"],
    )
    found = {}
    for (table,) in tables:
        rows = await service.rows(f"SELECT to_jsonb(t) AS row FROM {table} t")
        said = sorted(
            json.dumps({k: v for k, v in json.loads(r["row"]).items() if k not in without}, sort_keys=True)
            for r in rows
        )
        found[table] = hashlib.sha256("\n".join(said).encode()).hexdigest() if said else ""
    return found


def last_told(found: list[Told]) -> dict[tuple[str, str], tuple[int, Any]]:
    """The last word of each type on each subject: its version and its members; who took part, in one order."""
    for fact in found:
        if "peserta" in fact.body:
            fact.body["peserta"].sort(key=lambda one: one["asn_id"])
    return {(fact.type, fact.subject): (fact.version, fact.body) for fact in found}

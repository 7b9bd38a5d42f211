"""A province in the database of one service, and how many rows of tables one request reads in it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import event

from tests.service.hosted import Hosted

_TABLES = """
SELECT c.table_name, array_agg(c.column_name || ' ' || c.udt_name ORDER BY c.ordinal_position) AS columns,
    coalesce((SELECT array_agg(DISTINCT a.attname::text) FROM pg_index i
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
        WHERE i.indisunique AND i.indrelid = to_regclass(c.table_name)), '{}') AS only
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
GROUP BY c.table_name HAVING bool_or(c.column_name = 'asn_id') AND bool_or(c.column_name = 'tenant')
"""
_NOBODY = "'00000000-0000-0000-ffff-000000000000'::uuid"
SUPERIORS = frozenset({"penilai_id", "atasan_id"})


async def multiply(service: Hosted, tenant: str, person: UUID, times: int) -> None:
    """As many people more as said, each with what the service knows of this one; of another PD, under nobody here."""
    async with service.administrator() as connection:
        await connection.execute("SET session_replication_role = replica")  # no trigger asks whether it may be so
        for table in await connection.fetch(_TABLES):
            columns = dict(column.split(" ") for column in table["columns"])
            values = [_value(name, kind, name in table["only"]) for name, kind in columns.items()]
            names = ", ".join(columns)
            await connection.execute(
                f"INSERT INTO {table['table_name']} ({names}) SELECT {', '.join(values)}"
                f" FROM {table['table_name']} one, generate_series(1, {times}) n WHERE tenant = $1 AND asn_id = $2",
                tenant, person,
            )  # fmt: skip
        await connection.execute("ANALYZE")


def _value(name: str, kind: str, unique: bool) -> str:
    if name == "asn_id":
        return "('00000000-0000-0001-0000-' || lpad(to_hex(n), 12, '0'))::uuid"
    if name in SUPERIORS:
        return f"CASE WHEN {name} IS NULL THEN NULL ELSE {_NOBODY} END"
    if name in ("opd", "unit"):
        return "'JAUH'"
    if name == "nip":
        return "'1990' || lpad(n::text, 14, '0')"
    if unique and kind == "uuid":
        return "gen_random_uuid()"
    return name


class Reading:
    """What the requests of a block read."""

    def __init__(self) -> None:
        self.statements: list[tuple[str, tuple[Any, ...]]] = []

    def note(self, connection: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
        """A listener of SQLAlchemy."""
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            self.statements.append((statement, tuple(parameters)))

    async def rows(self, service: Hosted, tenant: str) -> list[tuple[int, str]]:
        """How many rows of tables each statement looks at, the most first; found by running it again."""
        connection = await asyncpg.connect(service.dsn["app"])
        await connection.execute("SELECT set_config('app.tenant', $1, false)", tenant)
        found = []
        for statement, parameters in self.statements:
            [(plan,)] = await connection.fetch(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", *parameters)
            found.append((round(sum(_looked_at(json.loads(plan)[0]["Plan"]))), statement))
        await connection.close()
        return sorted(found, reverse=True)


@asynccontextmanager
async def reading(service: Hosted) -> AsyncIterator[Reading]:
    """Listens to the service."""
    engine, found = service.runtime.database.engine.sync_engine, Reading()
    event.listen(engine, "before_cursor_execute", found.note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", found.note)


def _looked_at(node: dict[str, Any]) -> Iterator[float]:
    if "Relation Name" in node and node["Node Type"] != "ModifyTable":
        removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        yield (node["Actual Rows"] + removed) * node["Actual Loops"]
    for child in node.get("Plans", ()):
        yield from _looked_at(child)

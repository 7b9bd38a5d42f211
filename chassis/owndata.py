"""All data that a service keeps about a person, for that person to take along: one answer, with a bound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, get
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from kernel.kalender import end_of

MOST = 5000  # rows of one part

# The parts by name, each a query of `:tenant` and `:me`; of a year also by `:tahun`, `:first` and `:last` (days) and
# `:since` and `:until` (moments of the Pemda's year).
Parts = Mapping[str, str]


class OwnData(Struct, frozen=True):
    """All that a service keeps about the person who asks; of one year where it keeps years.

    `bagian`: by the name of each part its rows, with the names of their columns; decimals are texts. `terpotong`: parts
    that hold more rows than this answer.
    """

    layanan: str
    id: UUID
    tahun: int | None
    pada: datetime
    bagian: dict[str, list[dict[str, Any]]]
    terpotong: tuple[str, ...] = ()


def own(table: str, by: str = "", *, who: str = "asn_id", columns: str = "t.*") -> str:
    """The rows of a table that are about a person. `by`: the column of the year, the month, the day or the moment."""
    span = {
        "": "",
        "tahun": " AND t.tahun = :tahun",
        "periode": " AND t.periode LIKE CAST(CAST(:tahun AS int) AS text) || '-%'",
        "tanggal": " AND t.tanggal BETWEEN :first AND :last",
        "mulai": " AND t.mulai BETWEEN :first AND :last",
    }.get(by, f" AND t.{by} >= :since AND t.{by} < :until")
    order = f" ORDER BY t.{by}" if by else ""
    return f"SELECT {columns} FROM {table} t WHERE t.tenant = :tenant AND t.{who} = :me{span}{order}"


def routes(layanan: str, parts: Parts) -> list[Any]:
    """The operation by which people take their data of this service along, year by year."""

    @get("/own-data", opt={"group": "pemanfaatan"})
    async def export_own_data(work: GivenWork, actor: GivenActor, tahun: Year) -> Response[OwnData]:
        """All that this service keeps about you in a year, as one JSON to take along."""
        return _given(await read(work, actor, layanan, parts, tahun))

    return [export_own_data]


def routes_at_once(layanan: str, parts: Parts) -> list[Any]:
    """The operation by which people take their data along, of a service that keeps nothing by years."""

    @get("/own-data", opt={"group": "pemanfaatan"})
    async def export_own_data(work: GivenWork, actor: GivenActor) -> Response[OwnData]:
        """All that this service keeps about you, as one JSON to take along."""
        return _given(await read(work, actor, layanan, parts, None))

    return [export_own_data]


def _given(found: OwnData) -> Response[OwnData]:
    of = f"-{found.tahun}" if found.tahun else ""
    name = f"data-saya-{found.layanan}{of}.json"
    return Response(found, headers={"content-disposition": f'attachment; filename="{name}"'})


async def read(work: Work, actor: Actor, layanan: str, parts: Parts, tahun: int | None) -> OwnData:
    """Every part with its first rows; one's own data is read without a purpose and leaves no line."""
    values: dict[str, Any] = {"tenant": work.tenant, "me": actor.id}
    if tahun is not None:
        first, last = date(tahun, 1, 1), date(tahun, 12, 31)
        values |= {"tahun": tahun, "first": first, "last": last}
        values |= {"since": end_of(first - timedelta(days=1), work.zone), "until": end_of(last, work.zone)}
    told: dict[str, list[dict[str, Any]]] = {}
    for name, sql in parts.items():
        given = {key: value for key, value in values.items() if f":{key}" in sql}
        rows = await work.all(f"SELECT (to_jsonb(r) - 'tenant')::text AS row FROM ({sql} LIMIT {MOST + 1}) r", given)
        told[name] = [_decode(row.row) for row in rows]
    cut = tuple(name for name, rows in told.items() if len(rows) > MOST)
    return OwnData(layanan, actor.id, tahun, work.now, {n: rows[:MOST] for n, rows in told.items()}, cut)


_decode = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal).decode

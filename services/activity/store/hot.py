"""The statements that enter activities, on a bare connection: one of its own, or the one under a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from chassis.db import Work
from chassis.ids import new_id
from kernel.outages import touches
from services.activity.domain.clock import Kalender
from services.activity.domain.standing import Terisi
from services.activity.store.entering import ENTER
from services.activity.store.terms import vacant_among

_ARM = """
INSERT INTO deadline (id, tenant, kind, subject, due_at)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
ON CONFLICT (tenant, kind, subject) DO NOTHING
"""
_CALENDAR = "SELECT tanggal, libur FROM hari_libur WHERE tenant = $1"
_OUTAGES = "SELECT mulai, selesai, layanan FROM gangguan WHERE tenant = $1 AND dikonfirmasi_oleh IS NOT NULL"
_ROLES = "SELECT asn_id, peran FROM pegawai WHERE tenant = $1 AND asn_id = ANY($2::uuid[])"
_SIX = "SELECT asn_id FROM pegawai WHERE tenant = $1 AND hari_kerja = 6"
_VACANT = """
SELECT asn_id, mulai, selesai, penilai_id, sebagai FROM masa_penilai WHERE tenant = $1 AND asn_id IN (
    SELECT asn_id FROM masa_penilai
    WHERE tenant = $1 AND sebagai = 'kosong' AND mulai <= $2 AND (selesai IS NULL OR selesai >= $2))
"""
# For the few entries of a group that another is in the way of: which, and when.
_IN_THE_WAY = """
SELECT i.n, a.activity_id, a.mulai, a.selesai
FROM unnest($2::uuid[], $3::date[], $4::time[], $5::time[]) WITH ORDINALITY AS i(asn_id, tanggal, mulai, selesai, n)
CROSS JOIN LATERAL (SELECT a.activity_id, a.mulai, a.selesai FROM activity a WHERE a.tenant = $1
    AND a.asn_id = i.asn_id AND a.tanggal = i.tanggal AND a.state NOT IN ('rejected', 'discarded')
    AND a.mulai < i.selesai AND i.mulai < a.selesai ORDER BY a.mulai LIMIT 1) a
"""
# Many entries at once: each row is taken apart once, and again for its fact.
_WRITE = """
WITH entered AS (
    INSERT INTO activity (tenant, state, benar, entered_by, submitted_at, activity_id, asn_id, tanggal, kategori,
        butir_id, uraian, output, kuantitas, mulai, selesai, bukti, jabatan, due_on, lapse_on, late)
    SELECT $1, $2, $2 <> 'assisted', $3, $4, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output,
        kuantitas, mulai, selesai, bukti, jabatan, due_on, lapse_on, late FROM unnest($5::entry_written[])
)
INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
SELECT $1, event_id, $6, asn_id::text, activity_id::text, 1, headers, body FROM unnest($5::entry_written[])
"""


class Bare(Protocol):
    """A connection of asyncpg."""

    async def fetch(self, query: str, *values: object) -> Sequence[Any]: ...
    async def execute(self, query: str, *values: object) -> str: ...


class Judged(NamedTuple):
    """What became of an entry, and the answer that was kept under its key."""

    verdict: str
    kept_body: bytes


class Group(NamedTuple):
    """Entries of a Pemda, as rows of the type `entry_v3`: their moment, the type of their facts, the first and the last
    of their days, locks on their owners."""

    rows: Sequence[tuple[object, ...]]
    now: datetime
    type: str
    first: date
    last: date
    locks: Sequence[int]


class Batch(NamedTuple):
    """Entries to write, as rows of the type `entry_written`: `by` wrote them at `now`, and they are in `state`."""

    tenant: str
    state: str
    by: UUID | None
    now: datetime
    rows: Sequence[tuple[object, ...]]
    type: str


async def bare_of(work: Work) -> Bare:
    """The connection under a unit of work."""
    found: Bare | None = (await work.connection.get_raw_connection()).driver_connection
    assert found is not None
    return found


async def enter(connection: Bare, tenant: str, group: Group) -> list[Judged]:
    """Judge and write a group of entries; one answer each, in their order."""
    return [Judged(*row) for row in await connection.fetch(ENTER, tenant, *group)]


async def write(connection: Bare, batch: Batch) -> None:
    """Write entries that were judged, with their facts."""
    await connection.execute(_WRITE, *batch)


async def arm(connection: Bare, wanted: Mapping[tuple[str, str, str], datetime]) -> None:
    """Arm deadlines (tenant, kind, subject) that nobody has armed yet.

    In one order, so that two who arm the same deadlines never wait for each other.
    """
    keys = sorted(wanted)
    tenants, kinds, subjects = zip(*keys, strict=True)
    ids = [new_id() for _ in keys]
    await connection.execute(_ARM, ids, tenants, kinds, subjects, [wanted[key] for key in keys])


async def calendar_of(connection: Bare, tenant: str) -> Kalender:
    """The days of a Pemda that are worked or free against the week."""
    return Kalender({r["tanggal"]: r["libur"] for r in await connection.fetch(_CALENDAR, tenant)})


async def outages_of(connection: Bare, tenant: str) -> list[tuple[datetime, datetime]]:
    """Confirmed outages of what people need to enter."""
    rows = await connection.fetch(_OUTAGES, tenant)
    return [(r["mulai"], r["selesai"]) for r in rows if touches(r["layanan"], "isian")]


async def in_six_days(connection: Bare, tenant: str) -> frozenset[UUID]:
    """Who works in a unit of six working days a week."""
    return frozenset(r["asn_id"] for r in await connection.fetch(_SIX, tenant))


async def without_penilai(connection: Bare, tenant: str, day: date) -> frozenset[UUID]:
    """Whose penilai's post is vacant on a day (reading A22)."""
    return frozenset(vacant_among(await connection.fetch(_VACANT, tenant, day), day))


async def roles_held(connection: Bare, tenant: str, people: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """The roles that identity tells of some people."""
    return {r["asn_id"]: frozenset(r["peran"]) for r in await connection.fetch(_ROLES, tenant, list(people))}


async def in_the_way(
    connection: Bare, tenant: str, asked: Sequence[tuple[UUID, date, time, time]]
) -> dict[int, Terisi]:  # fmt: skip
    """For stretches of a person's day, by their number: the stored entry whose time each would take."""
    found = await connection.fetch(_IN_THE_WAY, tenant, *zip(*asked, strict=True))
    return {r["n"] - 1: Terisi(r["mulai"], r["selesai"], "", 0, r["activity_id"]) for r in found}

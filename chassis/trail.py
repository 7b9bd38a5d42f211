"""The audit trail as it is read: in the order of time, page by page, each reading a line of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, timezone
from typing import Annotated, Any

import msgspec
from litestar import get
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct
from sqlalchemy.engine import Row

from chassis.auth import Actor
from chassis.db import Work
from chassis.operating import REPLAYED
from chassis.reading import Belongs
from chassis.retelling import TOLD
from chassis.service import GivenActor, GivenWork
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY, end_of

NO_PAGE = rule("trail.page", 422, "Penanda halaman tidak dikenal.", "setelah", source="implicit")

Groups = Callable[[Work, Actor], Awaitable[Sequence[Belongs]]]

READ = "audit.read"
PAGE = 200
_START, _END = datetime(1900, 1, 1, tzinfo=timezone.utc), datetime(2200, 1, 1, tzinfo=timezone.utc)
_LINES = """
SELECT at, actor, act, subject, detail, trace, shard, seq FROM audit
WHERE tenant = :tenant AND at >= :dari AND at < :sampai AND (at, shard, seq) > (:at, :shard, :seq) {narrowed}
ORDER BY at, shard, seq LIMIT :limit
"""

Filter = Annotated[str | None, QueryParameter(min_length=1, max_length=200)]
Cursor = Annotated[str | None, QueryParameter(pattern=r"^[0-9]{1,18}-[0-9]{1,2}-[0-9]{1,18}$", max_length=40)]
Limit = Annotated[int, QueryParameter(ge=1, le=PAGE)]


class AuditLine(Struct, frozen=True):
    """One act: when, by whom, what (`tindakan`, named in `nama`) and on which object.

    `rincian`: references and reasons, never contents; None for who may not see them.
    """

    waktu: datetime
    pelaku: str
    tindakan: str
    nama: str
    objek: str
    rincian: dict[str, Any] | None
    trace: str


class AuditPage(Struct, frozen=True):
    """Lines in the order of time; `lanjut` is what to ask for as `setelah` to read on, None at the end."""

    baris: list[AuditLine]
    lanjut: str | None


class Asked(Struct, frozen=True):
    """Which lines: of an object, by a person, between two days of the Pemda (both included), behind a place."""

    objek: str | None
    pelaku: str | None
    dari: date | None
    sampai: date | None
    setelah: str | None
    limit: int


def routes(names: Mapping[str, str], belongs: Groups | None = None) -> list[Any]:
    """The operations that read a service's trail; `names`: every kind of act it writes, in Indonesian.

    `belongs`: the groups that a person is or was in, where the service keeps readings about a whole group.
    """
    names = {
        **names,
        READ: "jejak audit dibaca",
        TOLD: "keadaan disampaikan kembali",
        REPLAYED: "fakta terparkir dikirim lagi",
    }

    @get("/audit", opt={"group": "pemeliharaan", "refuses": "trail"})
    async def read_audit(
        work: GivenWork, actor: GivenActor, objek: Filter = None, pelaku: Filter = None,
        dari: FromQuery[date | None] = None, sampai: FromQuery[date | None] = None, setelah: Cursor = None,
        limit: Limit = 100,
    ) -> AuditPage:  # fmt: skip
        """The audit trail of this service with what was noted of each act."""
        return await of_others(work, names, Asked(objek, pelaku, dari, sampai, setelah, limit), whole=True)

    @get("/audit/acts", opt={"group": "pemeliharaan", "refuses": "trail"})
    async def list_acts(
        work: GivenWork, actor: GivenActor, objek: Filter = None, pelaku: Filter = None,
        dari: FromQuery[date | None] = None, sampai: FromQuery[date | None] = None, setelah: Cursor = None,
        limit: Limit = 100,
    ) -> AuditPage:  # fmt: skip
        """The audit trail of this service without what was noted: who did what to what, and when."""
        return await of_others(work, names, Asked(objek, pelaku, dari, sampai, setelah, limit), whole=False)

    @get("/audit/own", opt={"group": "pemeliharaan", "refuses": "trail"})
    async def read_own_audit(
        work: GivenWork, actor: GivenActor,
        dari: FromQuery[date | None] = None, sampai: FromQuery[date | None] = None, setelah: Cursor = None,
        limit: Limit = 100,
    ) -> AuditPage:  # fmt: skip
        """What one did, and what was done to oneself or one's data, in this service."""
        groups = await belongs(work, actor) if belongs else ()
        return await own(work, actor, names, Asked(None, None, dari, sampai, setelah, limit), groups)

    return [read_audit, list_acts, read_own_audit]


async def of_others(work: Work, names: Mapping[str, str], asked: Asked, *, whole: bool) -> AuditPage:
    """Lines of anybody; that they were read is a line of the object's own, or of the trail."""
    narrowed = (" AND subject = :objek" if asked.objek else "") + (" AND actor = :pelaku" if asked.pelaku else "")
    page = await _page(work, names, asked, narrowed, {"objek": asked.objek, "pelaku": asked.pelaku}, whole)
    said = {k: v for k, v in msgspec.to_builtins(asked).items() if v is not None}
    await work.audit(READ, asked.objek or asked.pelaku or "audit", said)
    return page


_OWN = """ AND (actor = :me OR subject = :me OR EXISTS (SELECT FROM unnest(CAST(:groups AS text[]),
    CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[])) AS g(subject, since, until)
    WHERE g.subject = audit.subject AND audit.at >= g.since AND audit.at < g.until))"""


async def own(
    work: Work, actor: Actor, names: Mapping[str, str], asked: Asked, groups: Sequence[Belongs] = ()
) -> AuditPage:
    """Lines of oneself, also as one of a group while one was of it; reading them leaves none."""
    values = {
        "me": str(actor.id), "groups": [g.subject for g in groups],
        "since": [end_of(g.mulai - ONE_DAY, work.zone) if g.mulai else _START for g in groups],
        "until": [end_of(g.selesai, work.zone) if g.selesai else _END for g in groups],
    }  # fmt: skip
    return await _page(work, names, asked, _OWN, values, True)


async def _page(
    work: Work, names: Mapping[str, str], asked: Asked, narrowed: str, values: Mapping[str, Any], whole: bool
) -> AuditPage:
    at, shard, seq = _place(asked.setelah)
    span = {
        "dari": end_of(asked.dari - ONE_DAY, work.zone) if asked.dari else _START,
        "sampai": end_of(asked.sampai, work.zone) if asked.sampai else _END,
    }
    place = {"at": at, "shard": shard, "seq": seq, "limit": asked.limit + 1}
    given = {k: v for k, v in values.items() if f":{k}" in narrowed}
    rows = await work.all(_LINES.format(narrowed=narrowed), {"tenant": work.tenant, **span, **place, **given})
    shown = rows[: asked.limit]
    lines = [_line(row, names, whole) for row in shown]
    return AuditPage(lines, _cursor(shown[-1]) if len(rows) > asked.limit else None)


def _line(row: Row[Any], names: Mapping[str, str], whole: bool) -> AuditLine:
    told = msgspec.json.decode(row.detail) if whole else None
    return AuditLine(row.at, row.actor, row.act, names.get(row.act, row.act), row.subject, told, row.trace)


def _cursor(row: Row[Any]) -> str:
    since = row.at - datetime(1970, 1, 1, tzinfo=timezone.utc)
    micros = since.days * 86_400_000_000 + since.seconds * 1_000_000 + since.microseconds
    return f"{micros}-{row.shard}-{row.seq}"


def _place(cursor: str | None) -> tuple[datetime, int, int]:
    if cursor is None:
        return _START, -1, 0
    micros, shard, seq = (int(part) for part in cursor.split("-"))
    try:
        at = datetime.fromtimestamp(micros // 1_000_000, timezone.utc).replace(microsecond=micros % 1_000_000)
    except (ValueError, OverflowError, OSError) as err:
        raise Refusal(NO_PAGE) from err
    return at, shard, seq

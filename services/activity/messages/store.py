"""Messages to a person, or to the holders of a role in an OPD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct, structs
from sqlalchemy.engine import Row

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id

# Each branch reads its own index from the newest on: one condition with OR reads every message of the Pemda.
_INBOX = """
SELECT pesan_id, jenis, isi, tentang, at, dari FROM (
    (SELECT * FROM pesan WHERE tenant = :tenant AND kepada = :actor ORDER BY at DESC LIMIT :limit)
    UNION ALL
    SELECT m.* FROM unnest(CAST(:everywhere AS text[])) AS held(peran), LATERAL (
        SELECT * FROM pesan WHERE tenant = :tenant AND kepada IS NULL AND peran = held.peran AND opd IS NULL
        ORDER BY at DESC LIMIT :limit) m
    UNION ALL
    SELECT m.* FROM unnest(CAST(:peran AS text[]), CAST(:opd AS text[])) AS held(peran, opd), LATERAL (
        SELECT * FROM pesan WHERE tenant = :tenant AND kepada IS NULL AND peran = held.peran AND opd = held.opd
        ORDER BY at DESC LIMIT :limit) m
) mine ORDER BY at DESC, pesan_id DESC LIMIT :limit
"""
_SHOWN = f"""
SELECT m.pesan_id, m.jenis, m.isi, m.tentang, m.at, d.at IS NOT NULL AS dibaca, m.dari, p.nama FROM ({_INBOX}) m
LEFT JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = m.dari
LEFT JOIN pesan_dibaca d ON d.tenant = :tenant AND d.pesan_id = m.pesan_id AND d.oleh = :actor
ORDER BY m.at DESC, m.pesan_id DESC
"""
_UNREAD = f"""
SELECT count(*) AS n FROM ({_INBOX}) m WHERE NOT EXISTS (
    SELECT FROM pesan_dibaca d WHERE d.tenant = :tenant AND d.pesan_id = m.pesan_id AND d.oleh = :actor)
"""
_ONE = "SELECT kepada, peran, opd FROM pesan WHERE tenant = :tenant AND pesan_id = :id"
_HELD = "SELECT opd, peran, peran_pd FROM pegawai WHERE tenant = :tenant AND asn_id = :id"
_READ = """
INSERT INTO pesan_dibaca (tenant, pesan_id, oleh, at) VALUES (:tenant, :id, :actor, :now) ON CONFLICT DO NOTHING
"""


class Pesan(Struct, frozen=True, kw_only=True):
    """To `kepada`, or (None) to the holders of `peran` in `opd` (None: of the whole Pemda)."""

    jenis: str
    isi: str
    tentang: str
    kepada: UUID | None = None
    peran: str | None = None
    opd: str | None = None
    dari: UUID | None = None


async def send(work: Work, messages: Iterable[Pesan]) -> None:
    """Put messages into the inboxes of their readers."""
    await work.many(
        "INSERT INTO pesan (tenant, pesan_id, kepada, peran, opd, dari, jenis, isi, tentang, at)"
        " VALUES (:tenant, :pesan_id, :kepada, :peran, :opd, :dari, :jenis, :isi, :tentang, :at)",
        [{"tenant": work.tenant, "pesan_id": new_id(), "at": work.now, **structs.asdict(m)} for m in messages],
    )


async def names(work: Work, people: Iterable[UUID]) -> dict[UUID, str]:
    """People of the staffing data by their names."""
    statement = "SELECT asn_id, nama FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(:ids)"
    rows = await work.all(statement, {"tenant": work.tenant, "ids": list(people)})
    return {row.asn_id: row.nama for row in rows}


class Addresses(Struct, frozen=True):
    """Under what somebody gets messages: the own id, roles in the whole Pemda, and pairs of role and OPD."""

    actor: UUID
    everywhere: tuple[str, ...]
    in_opd: tuple[tuple[str, str], ...]

    def reach(self, kepada: UUID | None, peran: str | None, opd: str | None) -> bool:
        """Whether a message to these is for them."""
        if kepada is not None:
            return kepada == self.actor
        return peran in self.everywhere if opd is None else (peran, opd) in self.in_opd


async def addresses_of(work: Work, actor: Actor) -> Addresses:
    """What the staffing data and the token say that somebody holds."""
    row = await work.one(_HELD, {"tenant": work.tenant, "id": actor.id})
    everywhere = tuple(dict.fromkeys([*(row.peran if row else ()), *actor.peran]))
    own = [(peran, row.opd) for peran in everywhere] if row else []
    elsewhere = [(held["peran"], held["opd"]) for held in (row.peran_pd if row else ())]
    return Addresses(actor.id, everywhere, tuple(dict.fromkeys([*own, *elsewhere])))


def _values(work: Work, held: Addresses, limit: int) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "actor": held.actor, "limit": limit, "everywhere": list(held.everywhere),
        "peran": [peran for peran, _ in held.in_opd], "opd": [opd for _, opd in held.in_opd],
    }  # fmt: skip


async def inbox(work: Work, held: Addresses, limit: int) -> Sequence[Row[Any]]:
    """The newest messages to these addresses, with the name of who wrote them and whether they are read."""
    return await work.all(_SHOWN, _values(work, held, limit))


async def count_unread(work: Work, held: Addresses, limit: int) -> int:
    """How many of the newest `limit` messages are not read yet."""
    row = await work.one(_UNREAD, _values(work, held, limit))
    return int(row.n) if row else 0


async def is_for(work: Work, held: Addresses, pesan_id: UUID) -> bool:
    """Whether a message exists and is to these addresses."""
    row = await work.one(_ONE, {"tenant": work.tenant, "id": pesan_id})
    return row is not None and held.reach(row.kepada, row.peran, row.opd)


async def keep_read(work: Work, actor: UUID, pesan_id: UUID) -> None:
    """Somebody has read a message; a second time changes nothing."""
    await work.run(_READ, {"tenant": work.tenant, "id": pesan_id, "actor": actor, "now": work.now})

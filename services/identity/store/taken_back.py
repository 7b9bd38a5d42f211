"""A term that was recorded by mistake is taken back: a superior, a status or a post, by the day on which it begins."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from chassis.db import Work

Jenis = Literal["penilai", "status", "jabatan"]
_TABLES: dict[Jenis, str] = {"penilai": "hubungan", "status": "masa_status", "jabatan": "penempatan"}
_COUNT = {
    jenis: f"SELECT count(*) AS n FROM {t} WHERE tenant = :tenant AND asn_id = :id" for jenis, t in _TABLES.items()
}
_TAKE = {
    jenis: f"DELETE FROM {t} WHERE tenant = :tenant AND asn_id = :id AND mulai = :mulai" for jenis, t in _TABLES.items()
}


async def take_back(work: Work, jenis: Jenis, asn_id: UUID, mulai: date, status: str = "") -> list[str]:
    """The decrees of what was taken back; `status`: only the status of that name."""
    values = {"tenant": work.tenant, "id": asn_id, "mulai": mulai} | ({"status": status} if status else {})
    which = " AND status = :status" if status else ""
    return [row.sk for row in await work.all(f"{_TAKE[jenis]}{which} RETURNING sk", values)]


async def count(work: Work, jenis: Jenis, asn_id: UUID) -> int:
    """How many terms of a kind somebody has."""
    row = await work.one(_COUNT[jenis], {"tenant": work.tenant, "id": asn_id})
    return int(row.n) if row else 0

"""Reads of tpp: a slip, explained."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import unknown
from contracts.tpp import SlipLine

OTHERS = frozenset({"pengelola_tpp", "ka_bkpp", "ka_bkpsdm", "inspektorat"})


class SlipView(Struct, frozen=True):
    """A slip as its owner sees it: each rupiah with its rule, pasal and the facts it came from."""

    slip_id: UUID
    asn_id: UUID
    nama: str
    jabatan: str
    kelas_jabatan: int
    opd: str
    periode: str
    status: str
    total: int
    lines: tuple[SlipLine, ...]
    alasan: str
    kebijakan: str
    contoh: bool
    versi: int


_VIEW = """
SELECT s.slip_id, s.asn_id, p.nama, p.jabatan, p.kelas_jabatan, s.opd, s.periode, s.status, s.total,
    s.lines::text AS lines, s.alasan, r.pack AS kebijakan, s.version AS versi
FROM slip s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
JOIN run r ON r.tenant = s.tenant AND r.run_id = s.run_id
WHERE s.tenant = :tenant
"""


def _view(work: Work, row: Any) -> SlipView:
    fields = dict(row._mapping)
    lines = msgspec.json.decode(fields.pop("lines"), type=tuple[SlipLine, ...])
    example = any(pack.head.example for pack in work.packs if pack.id == row.kebijakan)
    return SlipView(lines=lines, contoh=example, **fields)


async def mine(work: Work, actor: Actor, periode: str) -> SlipView:
    """The actor's own slip of a month."""
    row = await work.one(
        f"{_VIEW} AND s.asn_id = :actor AND s.periode = :periode",
        {"tenant": work.tenant, "actor": actor.id, "periode": periode},
    )
    if row is None:
        raise unknown("Slip bulan ini belum ada.")
    return _view(work, row)


async def slip(work: Work, actor: Actor, slip_id: UUID) -> SlipView:
    """A slip: one's own, or as one of those who may see others'; reading another's is logged."""
    row = await work.one(f"{_VIEW} AND s.slip_id = :id", {"tenant": work.tenant, "id": slip_id})
    if row is None or (row.asn_id != actor.id and not await _may_see_others(work, actor)):
        raise unknown("Slip tidak ditemukan.")
    if row.asn_id != actor.id:
        await work.audit("slip.read", str(row.asn_id), {"slip": str(slip_id)})
    return _view(work, row)


async def _may_see_others(work: Work, actor: Actor) -> bool:
    row = await work.one(
        "SELECT peran FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id}
    )
    return row is not None and bool(set(row.peran) & OTHERS)

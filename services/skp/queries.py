"""Reads of skp: mine, and what waits for me."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.skp import store
from services.skp.domain import Content


class SkpView(Struct, frozen=True):
    """An SKP as its owner, reviewer and penilai see it."""

    skp_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    mulai: date
    selesai: date
    state: str
    late: bool
    isi: Content


_VIEW = """
SELECT s.skp_id, s.asn_id, p.nama, s.tahun, s.mulai, s.selesai, s.state, s.late, s.content::text AS content
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.tahun = :tahun
"""
_WAITING = f"""{_VIEW} AND (
    (s.state = 'submitted' AND :reviewer AND p.opd = :opd AND s.asn_id <> :actor)
    OR (s.state = 'reviewed' AND p.atasan_id = :actor AND NOT s.agreed_penilai)
    OR (s.state = 'reviewed' AND s.asn_id = :actor AND NOT s.agreed_owner)
    OR (s.state = 'agreed' AND p.atasan_id = :actor))
ORDER BY s.state, p.nama LIMIT 500
"""


def _view(row: Any) -> SkpView:
    fields = dict(row._mapping)
    return SkpView(isi=msgspec.json.decode(fields.pop("content"), type=Content), **fields)


async def mine(work: Work, actor: Actor, tahun: int) -> list[SkpView]:
    """The actor's own SKPs of a year."""
    rows = await work.all(
        f"{_VIEW} AND s.asn_id = :actor ORDER BY s.mulai", {"tenant": work.tenant, "actor": actor.id, "tahun": tahun}
    )
    return [_view(row) for row in rows]


async def waiting(work: Work, actor: Actor, tahun: int) -> list[SkpView]:
    """What the actor should review, agree to or set."""
    person = await store.person(work, actor.id)
    rows = await work.all(
        _WAITING,
        {
            "tenant": work.tenant, "tahun": tahun, "actor": actor.id, "opd": person.opd,
            "reviewer": "pengelola_kinerja" in person.peran,
        },
    )  # fmt: skip
    return [_view(row) for row in rows]

"""Proposals that wait for a second person, for who may confirm them, made them, or is meant."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.identity import store
from services.identity.store import usul as kept


class ProposalView(Struct, frozen=True):
    """`jenis`: peran (with `peran`, `dasar`, `tanggal_dasar`) or reset (with `alasan`). `keadaan`: open, confirmed."""

    usul_id: UUID
    jenis: str
    account_id: UUID
    keadaan: str
    diusulkan_oleh: UUID
    diusulkan_at: datetime
    alasan: str
    peran: str | None
    dasar: str | None
    tanggal_dasar: date | None


async def proposals(work: Work, actor: Actor) -> list[ProposalView]:
    """Newest first; all for who may confirm one, else those one has made or that are about oneself."""
    everything = await store.reaches(work, actor, "confirm_proposal", "")
    return [_view(row) for row in await kept.listed(work, actor.id, everything=everything)]


def _view(row: Any) -> ProposalView:
    wanted = msgspec.json.decode(row.isi, type=dict[str, Any])
    day = wanted.get("tanggal_dasar")
    return ProposalView(
        row.usul_id, row.jenis, row.account_id, row.state, row.diusulkan_oleh, row.diusulkan_at, row.alasan,
        wanted.get("peran"), wanted.get("dasar"), date.fromisoformat(day) if day else None,
    )  # fmt: skip

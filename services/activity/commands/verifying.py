"""Verifying afterwards what the system approved: it becomes verified, the approval stays as it was (decision 0028)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.auth import Actor
from chassis.db import Work
from contracts.activity import ActivityVerified
from contracts.vocabulary import Kapasitas

_VERIFY = """
UPDATE activity SET version = version + 1, diverifikasi_at = :now, diverifikasi_oleh = :actor
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""


async def verify_later(work: Work, actor: Actor, rows: Sequence[Any], sebagai: Mapping[UUID, Kapasitas]) -> None:
    """Of locked entries that the system approved: that their penilai has verified them now, and told."""
    values = {"tenant": work.tenant, "now": work.now, "actor": actor.id}
    await work.many(_VERIFY, [values | {"id": row.activity_id, "tanggal": row.tanggal} for row in rows])
    await work.record_all(
        [
            (
                ActivityVerified(
                    activity_id=row.activity_id,
                    asn_id=row.asn_id,
                    tanggal=row.tanggal,
                    penilai_id=actor.id,
                    verified_at=work.now,
                    sebagai=sebagai[row.activity_id],
                ),
                row.version + 1,
            )
            for row in rows
        ]
    )


def cara_of(row: Any) -> str | None:
    """By whom an entry counts as approved: by the penilai as well once he has verified what the system approved."""
    return "penilai" if row.diverifikasi_at else row.cara

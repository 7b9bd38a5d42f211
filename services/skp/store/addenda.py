"""Addenda, and advice to change an SKP: proposed, agreed to or refused (KUAN P9, KON P9, P18(6); reading B11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chassis.db import Work, json_of
from contracts.refusal import Refusal, rule
from services.skp.domain.content import Butir, Content
from services.skp.domain.skp import Adendum
from services.skp.store.rows import content_of

NO_ADDENDUM = rule("skp.addendum.unknown", 404, "Adendum tidak ditemukan.", source="implicit")
_INSERT = """
INSERT INTO addendum (tenant, addendum_id, skp_id, butir, proposed_at)
VALUES (:tenant, :id, :skp, CAST(:butir AS jsonb), :now)
"""
_LOCK = """
SELECT skp_id, butir::text AS butir, agreed_at, refused_at FROM addendum
WHERE tenant = :tenant AND addendum_id = :id FOR UPDATE
"""
_AGREE = "UPDATE addendum SET agreed_at = :now WHERE tenant = :tenant AND addendum_id = :id"
_REFUSE = "UPDATE addendum SET refused_at = :now, alasan = :alasan WHERE tenant = :tenant AND addendum_id = :id"
_NEXT = """
SELECT skp_id, content::text AS content FROM skp WHERE tenant = :tenant AND perubahan_dari = :id
  AND state NOT IN ('set', 'closed') FOR UPDATE
"""
_RECOMMEND = """
INSERT INTO rekomendasi (tenant, rekomendasi_id, skp_id, penilai_id, recorded_by, recorded_at, alasan,
    perubahan_lingkungan, bukti, dokumen)
VALUES (:tenant, :id, :skp, :penilai, :actor, :now, :alasan, :lingkungan, :bukti, CAST(:dokumen AS uuid[]))
"""


async def insert_addendum(work: Work, addendum_id: UUID, skp_id: UUID, butir: Butir) -> None:
    """It waits for the penilai."""
    values = {"tenant": work.tenant, "id": addendum_id, "skp": skp_id, "butir": json_of(butir), "now": work.now}
    await work.run(_INSERT, values)


async def lock_addendum(work: Work, addendum_id: UUID) -> Adendum:
    """An addendum, locked; Refusal 404 when it is not there."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": addendum_id})
    if row is None:
        raise Refusal(NO_ADDENDUM)
    return Adendum(**row._mapping)


async def keep_addendum_agreed(work: Work, addendum_id: UUID) -> None:
    """The penilai agreed."""
    await work.run(_AGREE, {"tenant": work.tenant, "id": addendum_id, "now": work.now})


async def keep_addendum_refused(work: Work, addendum_id: UUID, alasan: str) -> None:
    """The penilai did not agree, and said why."""
    await work.run(_REFUSE, {"tenant": work.tenant, "id": addendum_id, "now": work.now, "alasan": alasan})


async def lock_next_version(work: Work, skp_id: UUID) -> tuple[UUID, Content] | None:
    """The change of an SKP that is being written, locked; None where there is none."""
    row = await work.one(_NEXT, {"tenant": work.tenant, "id": skp_id})
    return (row.skp_id, content_of(row)) if row else None


async def insert_recommendation(
    work: Work, rekomendasi_id: UUID, skp_id: UUID, fields: dict[str, Any], bukti: Sequence[str],
    dokumen: Sequence[UUID],
) -> None:  # fmt: skip
    """Advice to change a set SKP; `fields`: penilai, actor, alasan, lingkungan."""
    values = {"tenant": work.tenant, "id": rekomendasi_id, "skp": skp_id, "now": work.now}
    await work.run(_RECOMMEND, fields | values | {"bukti": list(bukti), "dokumen": list(dokumen)})

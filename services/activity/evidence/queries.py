"""The evidence of entries as it is shown, and its bytes."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.documents import Documents
from contracts.refusal import Refusal
from services.activity.domain.activity import Activity
from services.activity.evidence.files import NO_FILE
from services.activity.evidence.store import evidence_of


class LampiranView(Struct, frozen=True):
    """A file that stands with an entry; `sha256` in hex. `menunggu`: its owner has not confirmed it (KUAN P16(b))."""

    lampiran_id: UUID
    nama: str
    tipe: str
    bytes: int
    sha256: str
    oleh: UUID
    at: datetime
    menunggu: bool


async def files_of(work: Work, activities: Sequence[UUID]) -> defaultdict[UUID, list[LampiranView]]:
    """The evidence of some entries, oldest first within each."""
    found: defaultdict[UUID, list[LampiranView]] = defaultdict(list)
    for file in await evidence_of(work, activities):
        found[file.activity_id].append(LampiranView(*(getattr(file, name) for name in LampiranView.__struct_fields__)))
    return found


async def content_of(
    work: Work, actor: Actor, documents: Documents, entry: Activity, lampiran_id: UUID, tujuan: str
) -> tuple[LampiranView, bytes]:
    """A file with its bytes, checked by their hash; that another than the owner read it is kept (KUAN P26(1))."""
    files = await files_of(work, [entry.activity_id])
    file = next((file for file in files[entry.activity_id] if file.lampiran_id == lampiran_id), None)
    if file is None:
        raise Refusal(NO_FILE)
    if actor.id != entry.asn_id:
        detail = {"activity_id": str(entry.activity_id), "lampiran_id": str(lampiran_id), "tujuan": tujuan}
        await work.audit("evidence.read", str(entry.asn_id), detail)
    content = await documents.get(work.tenant, lampiran_id)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise RuntimeError(f"evidence {lampiran_id} is not what was stored")
    return file, content

"""Supporting documents: uploaded, told apart by their bytes, hashed, kept (KUAN P1(8))."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from msgspec import Struct, structs

from chassis.auth import Actor
from chassis.db import Work
from chassis.documents import Documents
from chassis.filename import safe_name
from chassis.ids import new_id
from chassis.reading import keep_reading
from chassis.upload import Asked, ReadFile
from contracts.refusal import Refusal, rule
from services.skp import store

DOCUMENT_KIND = rule("skp.document.kind", 422, "Jenis dokumen: {kinds}.", "jenis")
NO_DOCUMENT = rule("skp.document.unknown", 404, "Dokumen tidak ditemukan.", source="implicit")
NOT_READER = rule("skp.document.not_yours", 403, "Dokumen ini bukan untuk Anda.")

KINDS = frozenset({"sk", "surat", "bukti", "lainnya"})


class Dokumen(Struct, frozen=True):
    """A document that is kept; `sha256` names its bytes.

    `ditandatangani_oleh` who signed it; `ditandatangani_bupati`: the Bupati, for the people whom that office appraises.
    """

    dokumen_id: UUID
    jenis: str
    nama: str
    tipe: str
    bytes: int
    sha256: str
    ditandatangani_oleh: UUID | None
    ditandatangani_bupati: bool
    uploaded_at: datetime


async def check_uploader(work: Work, actor: Actor, asked: Asked) -> None:
    """Whether the actor may keep a document of this kind; asked before the file is looked at."""
    await store.person(work, actor.id)
    if asked.get("jenis") not in KINDS:
        raise Refusal(DOCUMENT_KIND, kinds=", ".join(sorted(KINDS)))


async def upload(
    work: Work, actor: Actor, documents: Documents, jenis: str, nama: str, signed: store.Signer, file: ReadFile
) -> Dokumen:
    """Keep one's own document. The bytes are stored before the row: a row without bytes cannot be."""
    await check_uploader(work, actor, {"jenis": jenis})
    nama = safe_name(nama)
    tipe, what = file.value
    content = what.of(file.content)  # a photograph without where it was taken
    sha256 = hashlib.sha256(content).hexdigest()
    kept = Dokumen(new_id(), jenis, nama, tipe, len(content), sha256, signed.oleh, signed.bupati, work.now)
    await documents.put(work.tenant, kept.dokumen_id, content)
    await store.insert_document(work, actor.id, structs.asdict(kept))
    await work.audit("document.uploaded", str(kept.dokumen_id), {"sha256": kept.sha256})
    return kept


def _purpose(one: store.ReadDocument, as_penilai: bool) -> str:
    if as_penilai:
        return "memeriksa sebagai pejabat penilai"
    return "menindaklanjuti pemantauan" if one.is_evidence else "memeriksa dasar perubahan SKP"


async def fetch(work: Work, actor: Actor, documents: Documents, dokumen_id: UUID) -> tuple[str, bytes]:
    """Type and bytes, for the owner, the penilai, and whom it was handed over to; checked by its hash.

    What is evidence of a recommendation is also for whom it is about, and their penilai (KON P18(6)); what a change
    rests on is for its owner, the penilai, and the pengelola kinerja who reviews it (KUAN P1(8), P5(4); KON P19).
    The reading of another's is kept (KUAN P26(1)).
    """
    one = await store.read_document(work, actor, dokumen_id)
    if one is None:
        raise Refusal(NO_DOCUMENT)
    own = actor.id == one.asn_id or store.is_penilai(one, actor)
    if not (own or one.handed_over or one.is_evidence or one.is_basis):
        raise Refusal(NOT_READER)
    purpose = _purpose(one, own or one.handed_over)
    if actor.id != one.asn_id:
        await keep_reading(work, actor, "document.read", [one.asn_id], purpose, dokumen_id=str(dokumen_id))
    content = await documents.get(work.tenant, dokumen_id)
    if hashlib.sha256(content).hexdigest() != one.sha256:
        raise RuntimeError(f"document {dokumen_id} is not what was stored")
    return one.tipe, content

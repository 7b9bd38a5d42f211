"""Supporting documents: uploaded, told apart by their bytes, hashed, kept (KUAN P1(8))."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

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
_FETCH = """
SELECT d.asn_id, d.tipe, d.sha256, p.atasan_id, p.sebagai,
    EXISTS (SELECT FROM salinan s WHERE s.tenant = d.tenant AND s.asn_id = d.asn_id AND s.kepada = :actor
        AND d.dokumen_id = ANY(s.dokumen)) AS handed_over,
    EXISTS (SELECT FROM rekomendasi r JOIN skp k ON k.tenant = r.tenant AND k.skp_id = r.skp_id
        JOIN pegawai o ON o.tenant = k.tenant AND o.asn_id = k.asn_id
        WHERE r.tenant = d.tenant AND r.dokumen @> ARRAY[d.dokumen_id]
        AND (:actor IN (k.asn_id, o.atasan_id) OR (:bupati AND o.sebagai = 'bupati'))) AS is_evidence,
    EXISTS (SELECT FROM skp k JOIN pegawai o ON o.tenant = k.tenant AND o.asn_id = k.asn_id
        WHERE k.tenant = d.tenant AND k.dokumen @> ARRAY[d.dokumen_id]
        AND (:actor IN (k.asn_id, o.atasan_id, k.closed_penilai_id) OR (:bupati AND o.sebagai = 'bupati')
            OR EXISTS (SELECT FROM pegawai r WHERE r.tenant = k.tenant AND r.asn_id = :actor AND r.opd = o.opd
                AND 'pengelola_kinerja' = ANY(r.peran)))) AS is_basis
FROM dokumen d JOIN pegawai p ON p.tenant = d.tenant AND p.asn_id = d.asn_id
WHERE d.tenant = :tenant AND d.dokumen_id = :id
"""


class Dokumen(Struct, frozen=True):
    """A document that is kept; `sha256` names its bytes.

    `ditandatangani_oleh` who signed it; `ditandatangani_bupati`: the Bupati, for whom he appraises himself.
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


class Signed(Struct, frozen=True):
    """Who signed a document: somebody of the staffing data, or the Bupati."""

    oleh: UUID | None = None
    bupati: bool = False


async def check_uploader(work: Work, actor: Actor, asked: Asked) -> None:
    """Whether the actor may keep a document of this kind; asked before the file is looked at."""
    await store.person(work, actor.id)
    if asked.get("jenis") not in KINDS:
        raise Refusal(DOCUMENT_KIND, kinds=", ".join(sorted(KINDS)))


async def upload(
    work: Work, actor: Actor, documents: Documents, jenis: str, nama: str, signed: Signed, file: ReadFile
) -> Dokumen:
    """Keep one's own document. The bytes are stored before the row: a row without bytes cannot be."""
    await check_uploader(work, actor, {"jenis": jenis})
    nama = safe_name(nama)
    tipe, size = file.value
    content = file.content[:size]
    sha256 = hashlib.sha256(content).hexdigest()
    kept = Dokumen(new_id(), jenis, nama, tipe, len(content), sha256, signed.oleh, signed.bupati, work.now)
    await documents.put(work.tenant, kept.dokumen_id, content)
    await work.run(
        "INSERT INTO dokumen (tenant, dokumen_id, asn_id, jenis, nama, tipe, bytes, sha256, ditandatangani_oleh,"
        " ditandatangani_bupati, uploaded_by, uploaded_at) VALUES (:tenant, :id, :asn, :jenis, :nama, :tipe, :bytes,"
        " :sha256, :signed, :bupati, :asn, :now)",
        {
            "tenant": work.tenant, "id": kept.dokumen_id, "asn": actor.id, "jenis": jenis, "nama": nama,
            "tipe": kept.tipe, "bytes": kept.bytes, "sha256": kept.sha256, "signed": signed.oleh,
            "bupati": signed.bupati, "now": work.now,
        },
    )  # fmt: skip
    await work.audit("document.uploaded", str(kept.dokumen_id), {"sha256": kept.sha256})
    return kept


def _purpose(row: Any, as_penilai: bool) -> str:
    if as_penilai:
        return "memeriksa sebagai pejabat penilai"
    return "menindaklanjuti pemantauan" if row.is_evidence else "memeriksa dasar perubahan SKP"


async def fetch(work: Work, actor: Actor, documents: Documents, dokumen_id: UUID) -> tuple[str, bytes]:
    """Type and bytes, for the owner, his penilai, and whom it was handed over to; checked by its hash.

    What is evidence of a recommendation is also for whom that is about, and his penilai (KON P18(6)); what a change
    rests on is for its owner, his penilai, and the pengelola kinerja who reviews it (KUAN P1(8), P5(4); KON P19).
    The reading of another's is kept (KUAN P26(1)).
    """
    values = {"tenant": work.tenant, "id": dokumen_id, "actor": actor.id, "bupati": "bupati" in actor.peran}
    row: Any = await work.one(_FETCH, values)
    if row is None:
        raise Refusal(NO_DOCUMENT)
    his = actor.id == row.asn_id or store.is_penilai(row, actor)
    if not (his or row.handed_over or row.is_evidence or row.is_basis):
        raise Refusal(NOT_READER)
    purpose = _purpose(row, his or row.handed_over)
    if actor.id != row.asn_id:
        await keep_reading(work, actor, "document.read", [row.asn_id], purpose, dokumen_id=str(dokumen_id))
    content = await documents.get(work.tenant, dokumen_id)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise RuntimeError(f"document {dokumen_id} is not what was stored")
    return row.tipe, content

"""Supporting documents: kept, found among one's own, and who may read one (KUAN P1(8))."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work

_INSERT = """
INSERT INTO dokumen (tenant, dokumen_id, asn_id, jenis, nama, tipe, bytes, sha256, ditandatangani_oleh,
    ditandatangani_bupati, uploaded_by, uploaded_at)
VALUES (:tenant, :dokumen_id, :asn, :jenis, :nama, :tipe, :bytes, :sha256, :ditandatangani_oleh,
    :ditandatangani_bupati, :asn, :now)
"""
_OF = """
SELECT dokumen_id, sha256 FROM dokumen WHERE tenant = :tenant AND dokumen_id = ANY(CAST(:ids AS uuid[]))
  AND asn_id = ANY(CAST(:owners AS uuid[])) AND (:any_kind OR jenis = ANY(CAST(:kinds AS text[])))
"""
_SIGNER = """
SELECT ditandatangani_oleh AS oleh, ditandatangani_bupati AS bupati FROM dokumen
WHERE tenant = :tenant AND dokumen_id = :id
"""
_FETCH = """
SELECT d.asn_id, d.tipe, d.sha256, p.atasan_id, p.sebagai, p.pejabat_id,
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


class ReadDocument(Struct, frozen=True, kw_only=True):
    """A document for one reader: whose it is, who is the owner's penilai, and by what the reader may see it.

    `handed_over`: as a copy; `is_evidence`: of a recommendation; `is_basis`: of a change.
    """

    asn_id: UUID
    tipe: str
    sha256: str
    atasan_id: UUID | None
    sebagai: str
    pejabat_id: UUID | None
    handed_over: bool
    is_evidence: bool
    is_basis: bool


class Signer(Struct, frozen=True):
    """Who signed a document: somebody of the staffing data, or the Bupati."""

    oleh: UUID | None = None
    bupati: bool = False


async def insert_document(work: Work, asn_id: UUID, fields: dict[str, Any]) -> None:
    """Keep the row of a document whose bytes are stored; `fields` by the names of its columns."""
    await work.run(_INSERT, fields | {"tenant": work.tenant, "asn": asn_id, "now": work.now})


async def documents_of(
    work: Work, owners: Iterable[UUID], ids: Iterable[UUID], kinds: Collection[str] = ()
) -> dict[UUID, str]:
    """Those of the named documents that some people uploaded, with their SHA-256; `kinds`: of these kinds alone."""
    values = {
        "tenant": work.tenant, "ids": list(ids), "owners": list(owners), "kinds": list(kinds), "any_kind": not kinds,
    }  # fmt: skip
    return {row.dokumen_id: row.sha256 for row in await work.all(_OF, values)}


async def signer_of(work: Work, dokumen_id: UUID) -> Signer:
    """Who signed it; nobody where it is not kept."""
    row = await work.one(_SIGNER, {"tenant": work.tenant, "id": dokumen_id})
    return Signer(row.oleh, row.bupati) if row else Signer()


async def read_document(work: Work, actor: Actor, dokumen_id: UUID) -> ReadDocument | None:
    """A document as the actor comes to it; None where there is none."""
    values = {"tenant": work.tenant, "id": dokumen_id, "actor": actor.id, "bupati": "bupati" in actor.peran}
    row = await work.one(_FETCH, values)
    return ReadDocument(**row._mapping) if row else None

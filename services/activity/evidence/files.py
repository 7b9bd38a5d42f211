"""The evidence of an entry, and what is told of it. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from contracts.activity import EvidenceAttached, EvidenceRemoved
from contracts.refusal import rule
from services.activity.domain.activity import Activity

NO_FILE = rule("activity.evidence.unknown", 404, "Berkas bukti tidak ditemukan.", source="implicit")


class Lampiran(Struct, frozen=True, kw_only=True):
    """A file of an entry; `sha256` in hex. `menunggu`: an administrator attached it, its owner has not confirmed it."""

    lampiran_id: UUID
    activity_id: UUID
    nama: str
    tipe: Literal["image/jpeg", "image/png", "application/pdf"]
    bytes: int
    sha256: str
    oleh: UUID
    at: datetime
    menunggu: bool


def attached(one: Activity, isi_versi: int, file: Lampiran) -> EvidenceAttached:
    """A file stands with an entry from its version `isi_versi` on."""
    return EvidenceAttached(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        lampiran_id=file.lampiran_id,
        sha256=file.sha256,
        tipe=file.tipe,
        bytes=file.bytes,
        oleh=file.oleh,
        isi_versi=isi_versi,
    )


def removed(one: Activity, file: Lampiran) -> EvidenceRemoved:
    """A file no longer stands with an entry."""
    return EvidenceRemoved(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        lampiran_id=file.lampiran_id,
        sha256=file.sha256,
        isi_versi=one.isi_versi + 1,
    )

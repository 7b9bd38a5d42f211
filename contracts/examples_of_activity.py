"""The examples of what activity tells of evidence and of pembinaan."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.event import Event
from contracts.examples_of_identity import ASN, PENILAI
from contracts.lampiran import EvidenceAttached, EvidenceRemoved
from contracts.pembinaan import PembinaanClosed, PembinaanHeld, PembinaanOpened

AKTIVITAS = UUID("01970000-0000-7000-8000-000000000020")
LAMPIRAN = UUID("01970000-0000-7000-8000-000000000026")
PEMBINAAN = UUID("01970000-0000-7000-8000-000000000027")
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
HARI = date(2025, 12, 19)

OF_ACTIVITY: tuple[Event, ...] = (
    EvidenceAttached(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=HARI, lampiran_id=LAMPIRAN, sha256=SHA256, tipe="image/jpeg",
        bytes=412_207, oleh=ASN, isi_versi=2,
    ),
    EvidenceRemoved(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=HARI, lampiran_id=LAMPIRAN, sha256=SHA256, isi_versi=3
    ),
    PembinaanOpened(pembinaan_id=PEMBINAAN, asn_id=ASN, tanggal=date(2025, 12, 30), penilai_id=PENILAI),
    PembinaanHeld(pembinaan_id=PEMBINAAN, asn_id=ASN, tanggal_sesi=date(2026, 1, 19), penilai_id=PENILAI),
    PembinaanClosed(pembinaan_id=PEMBINAAN, asn_id=ASN, penilai_id=PENILAI),
)  # fmt: skip

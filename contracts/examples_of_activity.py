"""The examples of what activity tells."""

from __future__ import annotations

from datetime import date, datetime, timezone
from uuid import UUID

from contracts.activity import (
    ActivityApproved,
    ActivityAssisted,
    ActivityCorrected,
    ActivityDiscarded,
    ActivityEdited,
    ActivityEscalated,
    ActivityExcused,
    ActivityRejected,
    ActivityReopened,
    ActivitySubmitted,
    ActivityVerified,
    DayFilled,
    DayMissed,
    MissedDayJudged,
    MonthMeasured,
    OutageConfirmed,
    ReferenceChanged,
)
from contracts.event import Event
from contracts.examples_of_identity import ASN, PENGELOLA, PENILAI
from contracts.lampiran import EvidenceAttached, EvidenceRemoved
from contracts.pembinaan import PembinaanClosed, PembinaanHeld, PembinaanOpened
from contracts.vocabulary import Kategori

BUTIR = UUID("01970000-0000-7000-8000-000000000011")
AKTIVITAS = UUID("01970000-0000-7000-8000-000000000020")
LAMPIRAN = UUID("01970000-0000-7000-8000-000000000026")
PEMBINAAN = UUID("01970000-0000-7000-8000-000000000027")
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
HARI = date(2025, 12, 19)
GANGGUAN = UUID("0198e1a2-0000-7000-8000-00000000000f")
KUAN = "kuansing-65-2019"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of December 2025."""
    return datetime(2025, 12, day, hour, minute, tzinfo=timezone.utc)


OF_ACTIVITY: tuple[Event, ...] = (
    ActivitySubmitted(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), kategori=Kategori.UTAMA, butir_id=BUTIR,
        kuantitas=1, late=False, due_on=date(2026, 1, 2), submitted_at=at(19, 8, 45),
    ),
    ActivityApproved(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), butir_id=BUTIR, kuantitas=1, cara="penilai",
        verified=True, penilai_id=PENILAI, effective_at=at(22, 2, 10),
    ),
    ActivityRejected(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), penilai_id=PENILAI,
        alasan="Berkas yang disebut belum ada pada hari itu.",
    ),
    ActivityVerified(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), penilai_id=PENILAI, verified_at=at(22, 2, 10)
    ),
    ActivityEscalated(activity_id=AKTIVITAS, asn_id=ASN, penilai_id=PENILAI, due_on=date(2026, 1, 2), kepada=PENGELOLA),
    ActivityExcused(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), due_on=date(2026, 1, 2), perkara="breach"
    ),
    ActivityAssisted(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), entered_by=PENGELOLA, alasan="Sakit tangan."
    ),
    ActivityDiscarded(activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19)),
    ActivityEdited(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), kategori=Kategori.UTAMA, butir_id=BUTIR,
        kuantitas=3, isi_versi=2, dari="rejected", due_on=date(2026, 1, 7),
    ),
    ActivityCorrected(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), penilai_id=PENILAI, butir_id=BUTIR, kuantitas=2,
        isi_versi=2, alasan="Hanya dua berkas yang selesai.",
    ),
    ActivityReopened(
        activity_id=AKTIVITAS, asn_id=ASN, tanggal=date(2025, 12, 19), penilai_id=PENILAI, dari="approved",
        alasan="Disetujui karena keliru.", due_on=date(2026, 1, 7),
    ),
    ReferenceChanged(
        rujukan_id=GANGGUAN, opd="DINKES", nama="Penyuluhan kesehatan", satuan="kegiatan", aktif=True,
        jabatan="Penyuluh Kesehatan", mulai=date(2026, 1, 2),
    ),
    DayMissed(hari_id=f"{ASN}:2025-12-30", asn_id=ASN, tanggal=date(2025, 12, 30)),
    DayFilled(hari_id=f"{ASN}:2025-12-30", asn_id=ASN, tanggal=date(2025, 12, 30)),
    MissedDayJudged(
        hari_id=f"{ASN}:2025-12-30", asn_id=ASN, tanggal=date(2025, 12, 30), penilai_id=PENILAI, sengaja=False,
        alasan="Perjalanan dinas tanpa jaringan.",
    ),
    OutageConfirmed(
        gangguan_id=GANGGUAN, mulai=datetime(2026, 1, 15, 13, tzinfo=timezone.utc),
        selesai=datetime(2026, 1, 15, 14, 30, tzinfo=timezone.utc), layanan=("gateway", "activity"),
        sebab="Listrik padam di pusat data",
    ),
    MonthMeasured(
        month_id=f"{ASN}.2025-12", asn_id=ASN, periode="2025-12", hari_kerja=21, hari_terisi=20,
        hari_kosong=(date(2025, 12, 30),), submitted=40, approved_by_penilai=36, approved_auto=0, rejected=2, pending=2,
        kuantitas_approved=36, kuantitas_target=42, pack=KUAN, ada_skp=True,
    ),
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

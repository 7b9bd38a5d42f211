"""One example an event, as integrators see it: made-up people of Kuantan Singingi and Konawe Selatan, December 2025."""

from __future__ import annotations

from datetime import date, datetime, timezone
from uuid import UUID

from contracts.butir import ButirKinerja, SkTambahan
from contracts.event import Event, Fact
from contracts.examples_of_activity import AKTIVITAS, BUTIR, KUAN, OF_ACTIVITY, at
from contracts.examples_of_appraisal import OF_APPRAISAL, SKP
from contracts.examples_of_identity import ASN, OF_IDENTITY, PENGELOLA, PENILAI
from contracts.reporting import PelepasanRecorded, RecapPublished
from contracts.skp import (
    AddendumProposed,
    AddendumRefused,
    BreachExcused,
    PemutakhiranMoved,
    PemutakhiranOverdue,
    PemutakhiranRequested,
    RealisasiConfirmed,
    RealisasiMeasured,
    SalinanDelivered,
    SalinanOverdue,
    SkpAgreed,
    SkpAmended,
    SkpApproved,
    SkpChangeOpened,
    SkpChangeRecommended,
    SkpClosed,
    SkpCommented,
    SkpDiscarded,
    SkpReturned,
    SkpReviewed,
    SkpSet,
    SkpSubmitted,
    SkpWithdrawn,
)
from contracts.tpp import SlipLine, TppDaftarFinalized, TppRunFinished, TppSlipIssued
from contracts.vocabulary import Arah, Kategori

RUN = UUID("01970000-0000-7000-8000-000000000040")
SLIP = UUID("01970000-0000-7000-8000-000000000041")
REKAP = UUID("01970000-0000-7000-8000-000000000050")
PELEPASAN = UUID("01970000-0000-7000-8000-000000000051")
MONTH_FACT = "01970000-0000-7000-8000-0000000000a1"
PERSON_FACT = "01970000-0000-7000-8000-0000000000a2"
CONTOH = "tpp-contoh"


def _line(kode: str, uraian: str, jumlah: int, hitungan: str, pasal: str) -> SlipLine:
    sumber = (PERSON_FACT, MONTH_FACT)
    return SlipLine(kode=kode, uraian=uraian, jumlah=jumlah, hitungan=hitungan, pasal=pasal, sumber=sumber)


PEMUTAKHIRAN = UUID("0198e1a2-0000-7000-8000-000000000010")
ADDENDUM = UUID("01970000-0000-7000-8000-0000000000ad")
REKOMENDASI = UUID("01970000-0000-7000-8000-0000000000ae")
SALINAN = UUID("0198e1a2-0000-7000-8000-000000000011")

EXAMPLES: tuple[Event, ...] = (
    *OF_IDENTITY,
    SkpSubmitted(skp_id=SKP, asn_id=ASN, tahun=2025),
    SkpReviewed(skp_id=SKP, asn_id=ASN, reviewer_id=PENGELOLA),
    SkpAgreed(skp_id=SKP, asn_id=ASN),
    SkpSet(
        skp_id=SKP, asn_id=ASN, penilai_id=PENILAI, tahun=2025, mulai=date(2025, 1, 1), selesai=date(2025, 12, 31),
        late=False, set_at=datetime(2025, 1, 20, 3, 15, tzinfo=timezone.utc), pack=KUAN,
        butir=(
            ButirKinerja(
                butir_id=BUTIR, kategori=Kategori.UTAMA, uraian="Berkas kenaikan pangkat diselesaikan",
                indikator="Jumlah berkas yang selesai tepat waktu", target=168, satuan="berkas", kualitas=95,
                waktu_bulan=12,
            ),
            ButirKinerja(
                butir_id=UUID(int=0x77), kategori=Kategori.UTAMA, uraian="Kunjungan pembinaan arsip",
                indikator="Jumlah kunjungan", target=8, satuan="kunjungan", arah=Arah.RENTANG, sampai=12,
            ),
        ),
    ),
    SkpReturned(skp_id=SKP, asn_id=ASN, oleh=PENGELOLA, alasan="Indikator kinerja kedua belum terukur."),
    SkpCommented(skp_id=SKP, asn_id=ASN, oleh=PENGELOLA, catatan="Indikator kedua dapat dipertajam."),
    SkpWithdrawn(skp_id=SKP, asn_id=ASN),
    SkpDiscarded(skp_id=SKP, asn_id=ASN, tahun=2025),
    SkpApproved(skp_id=SKP, asn_id=ASN, penilai_id=PENILAI),
    SkpClosed(
        skp_id=SKP, asn_id=ASN, selesai=date(2025, 4, 30), sebab="mutasi", tahun=2025, mulai=date(2025, 1, 1),
        penilai_id=PENILAI,
    ),
    SkpChangeOpened(skp_id=SKP, asn_id=ASN, baru_id=AKTIVITAS, sebab="strategi", dokumen_sha256=("9f" * 32,)),
    SkpChangeRecommended(
        skp_id=SKP, asn_id=ASN, rekomendasi_id=REKOMENDASI, penilai_id=PENILAI, recorded_by=PENGELOLA,
        alasan="Target berkas tidak lagi sesuai.", perubahan_lingkungan="Layanan pindah ke MPP.", bukti=2,
        dokumen_sha256=("9f" * 32,),
    ),
    SkpAmended(
        skp_id=SKP, asn_id=ASN, mulai=date(2025, 6, 10), selesai=date(2025, 12, 31),
        butir=ButirKinerja(
            butir_id=BUTIR, kategori=Kategori.TAMBAHAN, uraian="Anggota panitia hari jadi daerah",
            indikator="Jumlah kegiatan", target=6, satuan="kegiatan",
            bulanan=(0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0), sk=SkTambahan(nomor="SK.7/2025", tanggal=date(2025, 6, 10)),
        ),
    ),
    AddendumProposed(
        addendum_id=ADDENDUM, skp_id=SKP, asn_id=ASN, penilai_id=PENILAI,
        butir=ButirKinerja(
            butir_id=BUTIR, kategori=Kategori.TAMBAHAN, uraian="Anggota panitia hari jadi daerah",
            indikator="Jumlah kegiatan", target=6, satuan="kegiatan",
            sk=SkTambahan(nomor="SK.7/2025", tanggal=date(2025, 6, 10)),
        ),
    ),
    AddendumRefused(addendum_id=ADDENDUM, skp_id=SKP, asn_id=ASN, oleh=PENILAI, alasan="Termasuk tugas pokok."),
    PemutakhiranRequested(
        pemutakhiran_id=PEMUTAKHIRAN, asn_id=ASN, penilai_id=PENILAI, dokumen_sha256="9f" * 32, due_on=date(2025, 4, 9)
    ),
    PemutakhiranMoved(pemutakhiran_id=PEMUTAKHIRAN, asn_id=ASN, langkah="diverifikasi", oleh=PENILAI),
    PemutakhiranOverdue(
        pemutakhiran_id=PEMUTAKHIRAN, asn_id=ASN, penilai_id=PENILAI, kepada=PENGELOLA, due_on=date(2025, 4, 9)
    ),
    RealisasiMeasured(
        skp_id=SKP, asn_id=ASN, tahun=2025, realisasi={str(BUTIR): 160}, capaian="95.2380952380952", masa="2025-T4",
        mulai=date(2025, 1, 1), selesai=date(2025, 12, 31), measured_on=date(2025, 12, 31),
    ),
    RealisasiConfirmed(
        skp_id=SKP, asn_id=ASN, mulai=date(2025, 1, 1), selesai=date(2025, 4, 30), capaian="80", oleh=PENILAI
    ),
    SalinanDelivered(
        salinan_id=SALINAN, asn_id=ASN, penilai_id=PENILAI, pemicu="awal_tahun", due_on=date(2025, 1, 2),
        dokumen_sha256=("9f" * 32,), late=False,
    ),
    SalinanOverdue(salinan_id=SALINAN, asn_id=ASN, penilai_id=PENILAI, pemicu="pindah", due_on=date(2025, 4, 1)),
    BreachExcused(perkara_id=SALINAN, perkara="salinan", asn_id=ASN, due_on=date(2025, 4, 1)),
    *OF_ACTIVITY,
    *OF_APPRAISAL,
    TppSlipIssued(
        slip_id=SLIP, run_id=RUN, asn_id=ASN, periode="2025-12", opd="BKPP", status="payable", total=3_685_707,
        lines=(
            _line("produktivitas", "Bagian produktivitas kerja", 2_117_321, "Rp3.920.964 × 60% × 9/10", "contoh"),
            _line("disiplin", "Bagian disiplin kerja", 1_568_386, "Rp3.920.964 × 40%", "contoh; KUAN 31"),
        ),
        alasan="", pack=CONTOH, contoh=True, kelas_jabatan=7,
    ),
    TppRunFinished(run_id=RUN, periode="2025-12", slips=158, changed=158, total=556_413_115, pack=CONTOH),
    TppDaftarFinalized(
        daftar_id="2025-12:0", periode="2025-12", ke=0, orang=152, jumlah=556_413_115, opd=10, contoh=True,
        nomor=REKAP, jabatan="Kepala BKPP",
    ),
    RecapPublished(recap_id=REKAP, periode="2025-12", opd=10, asn=158, activities=6468, tpp_total=556_413_115),
    PelepasanRecorded(
        pelepasan_id=PELEPASAN, pihak="BPKP Perwakilan Riau", tujuan="Audit kinerja tahun 2025",
        dasar="S-112/PW04/2025", data=("catatan", "bulan"), dari=date(2025, 1, 1), sampai=date(2025, 12, 31),
        opd=("BKPP", "DINKES"), opd_terbuka=("BKPP",), keadaan="terbuka", berlaku_sampai=date(2026, 3, 31),
    ),
)  # fmt: skip


def example_fact(event: Event) -> Fact[Event]:
    """The example as it travels: with tenant, version, actor and trace."""
    return Fact(
        id=UUID("01970000-0000-7000-8000-0000000000ff"),
        tenant="kuansing",
        subject=event.subject(),
        key=event.key(),
        version=1,
        occurred_at=at(19, 8, 45),
        actor=str(ASN),
        correlation="4bf92f3577b34da6a3ce929d0e0e4736",
        traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        event=event,
    )

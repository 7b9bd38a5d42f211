"""The examples of what appraisal tells."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.appraisal import (
    AppraisalDelivered,
    AppraisalFinalized,
    AppraisalLapsed,
    AppraisalOpened,
    AppraisalReceived,
    AppraisalReturned,
    AppraisalSigned,
    IdeDecided,
    IdeRecommended,
    KeberatanDecided,
    KeberatanFiled,
    KeberatanOverdue,
    KuadranBkn,
    LaporanPenilaianForwarded,
    LaporanPenilaianSubmitted,
    PemantauanMissed,
    PenempatanSementaraEnded,
    PeringkatSet,
    PertimbanganProposed,
    SegmenSkp,
    SidangConvened,
    TindakLanjutMoved,
    TindakLanjutOpened,
    UndanganSurveiSent,
)
from contracts.event import Event
from contracts.examples_of_identity import ASN, PENILAI
from contracts.vocabulary import Predikat

SKP = UUID("01970000-0000-7000-8000-000000000010")
PENILAIAN = UUID("01970000-0000-7000-8000-000000000030")
IDE = UUID("01970000-0000-7000-8000-000000000032")
KEBERATAN = UUID("01970000-0000-7000-8000-000000000033")
LAPORAN = UUID("01970000-0000-7000-8000-000000000034")
PERINGKAT = UUID("01970000-0000-7000-8000-000000000035")
UNDANGAN = UUID("01970000-0000-7000-8000-000000000036")
PEMANTAUAN = UUID("01970000-0000-7000-8000-000000000037")
SIDANG = UUID("01970000-0000-7000-8000-000000000038")
KASUS = UUID("01970000-0000-7000-8000-000000000031")
KON = "konsel-67-2024"

OF_APPRAISAL: tuple[Event, ...] = (
    AppraisalOpened(appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, scoring="pp30_2019"),
    AppraisalSigned(
        appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, penilai_id=PENILAI, signed_on=date(2026, 1, 5), late=False
    ),
    AppraisalDelivered(
        appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, delivered_on=date(2026, 1, 5), late=False
    ),
    AppraisalReceived(
        appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, received_on=date(2026, 1, 6), cara="tanda_terima",
        objection_until=date(2026, 1, 20),
    ),
    AppraisalReturned(
        appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, returned_on=date(2026, 1, 7), oleh=ASN, pengganti=False,
        late=False,
    ),
    AppraisalLapsed(
        appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, perkara="pengembalian", due_on=date(2026, 1, 20),
        kepada=PENILAI, until=date(2026, 1, 29),
    ),
    KeberatanFiled(
        keberatan_id=KEBERATAN, appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, filed_on=date(2026, 1, 19),
        manifest_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    KeberatanDecided(
        keberatan_id=KEBERATAN, appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, hasil="diubah",
        decided_on=date(2026, 1, 30), oleh=PENILAI,
    ),
    LaporanPenilaianSubmitted(
        laporan_id=LAPORAN, penilai_id=PENILAI, tahun=2025, nomor=1, jumlah_final=5, pending=1,
        submitted_on=date(2026, 2, 20), late=False, pemegang_id=ASN,
    ),
    UndanganSurveiSent(undangan_id=UNDANGAN, asn_id=ASN, sampai=date(2025, 12, 15), kali=0),
    KeberatanOverdue(
        keberatan_id=KEBERATAN, appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, decide_by=date(2026, 2, 2),
        kepada=PENILAI,
    ),
    PenempatanSementaraEnded(kasus_id=KASUS, asn_id=ASN, sampai=date(2027, 8, 31), kepada_peran="ka_bkpsdm"),
    PemantauanMissed(pemantauan_id=PEMANTAUAN, asn_id=ASN, tahun=2026, semester=1, kepada=PENILAI),
    PeringkatSet(peringkat_id=PERINGKAT, tahun=2025, pegawai=1200, keputusan="SK.12/2026", oleh=PENILAI),
    SidangConvened(
        sidang_id=SIDANG, tanggal=date(2026, 3, 9), pukul="09.00", tempat="Ruang rapat BKPSDM", undangan=(ASN, PENILAI)
    ),
    PertimbanganProposed(sidang_id=SIDANG, tanggal=date(2026, 3, 9), hadir=5, pertimbangan=3, oleh=PENILAI),
    LaporanPenilaianForwarded(laporan_id=LAPORAN, penilai_id=PENILAI, tahun=2025, oleh=ASN, pemegang_id=None),
    AppraisalFinalized(
        appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, nilai_skp="102.8", nilai_perilaku="95", nilai_kinerja="100.46",
        predikat=Predikat.BAIK, ide_baru=False, pack=KON,
        dimensi={"target": "168", "capaian": "102.8", "hasil": "Sesuai rencana", "manfaat": "Layanan tepat waktu",
                 "perilaku": "95"},
        segmen=(
            SegmenSkp(skp_id=SKP, mulai=date(2025, 1, 1), selesai=date(2025, 12, 31), capaian="102.8", ditutup=True),
        ),
        bkn=KuadranBkn(
            hasil_kerja="sesuai", perilaku="di_atas", predikat="Baik", hasil_kerja_kode=2, perilaku_kode=1,
            kuadran_kode=2,
        ),
    ),
    IdeRecommended(ide_id=IDE, appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, oleh=PENILAI),
    IdeDecided(ide_id=IDE, appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, diterima=True, oleh=PENILAI),
    TindakLanjutOpened(
        kasus_id=KASUS, appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, dasar="Perbup 1/2026 47(1)",
        predikat=Predikat.KURANG, review_on=date(2026, 8, 17),
    ),
    TindakLanjutMoved(kasus_id=KASUS, asn_id=ASN, state="closed", hasil="membaik", oleh=PENILAI),
)  # fmt: skip

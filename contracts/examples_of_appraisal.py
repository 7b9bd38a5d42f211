"""The examples of what appraisal tells."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.appraisal import (
    AppraisalFinalized,
    AppraisalOpened,
    AppraisalSigned,
    IdeDecided,
    IdeRecommended,
    KuadranBkn,
    SegmenSkp,
    TindakLanjutMoved,
    TindakLanjutOpened,
)
from contracts.event import Event
from contracts.examples_of_identity import ASN, PENILAI
from contracts.vocabulary import Predikat

SKP = UUID("01970000-0000-7000-8000-000000000010")
PENILAIAN = UUID("01970000-0000-7000-8000-000000000030")
IDE = UUID("01970000-0000-7000-8000-000000000032")
KASUS = UUID("01970000-0000-7000-8000-000000000031")
KON = "konsel-67-2024"

OF_APPRAISAL: tuple[Event, ...] = (
    AppraisalOpened(appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, scoring="pp30_2019"),
    AppraisalSigned(
        appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, penilai_id=PENILAI, signed_on=date(2026, 1, 5), late=False
    ),
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
        kasus_id=KASUS, appraisal_id=PENILAIAN, asn_id=ASN, tahun=2025, dasar="KON 47(1)", predikat=Predikat.KURANG,
        review_on=date(2026, 8, 17),
    ),
    TindakLanjutMoved(kasus_id=KASUS, asn_id=ASN, state="closed", hasil="membaik", oleh=PENILAI),
)  # fmt: skip

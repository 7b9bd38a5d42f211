"""The examples of what identity tells, and the made-up people whom all examples are about."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.event import Event
from contracts.identity import CalendarDaySet, OpdRecorded, PegawaiRecorded, Penempatan, YearClosed
from contracts.penilai import MasaPenilai, MasaStatus, Sebagai
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai

ASN = UUID("01970000-0000-7000-8000-000000000001")
PENILAI = UUID("01970000-0000-7000-8000-000000000002")
PENGELOLA = UUID("01970000-0000-7000-8000-000000000003")

OF_IDENTITY: tuple[Event, ...] = (
    PegawaiRecorded(
        asn_id=ASN, nip="199002142015032007", nama="Meranti Contoh Satu", jenis=Jenis.PNS, status=StatusPegawai.AKTIF,
        golongan="III/c", jabatan="Analis Kepegawaian", jenis_jabatan=JenisJabatan.PELAKSANA, kelas_jabatan=7,
        opd="BKPP", unit="BKPP.PA", atasan_id=PENILAI, tmt_jabatan=date(2024, 2, 1), memimpin_unit=False,
        validated=True, peran=("pengelola_kepegawaian",),
        penilai=(
            MasaPenilai(mulai=date(2024, 2, 1), selesai=None, penilai_id=PENILAI, sebagai=Sebagai.DEFINITIF),
            MasaPenilai(
                mulai=date(2025, 5, 5), selesai=date(2025, 5, 9), penilai_id=PENGELOLA, sebagai=Sebagai.PLH
            ),
        ),
        masa_status=(MasaStatus(mulai=date(2024, 2, 1), selesai=None, status=StatusPegawai.AKTIF),),
        penempatan=(
            Penempatan(
                mulai=date(2024, 2, 1), jabatan="Analis Kepegawaian", jenis_jabatan=JenisJabatan.PELAKSANA,
                opd="BKPP", unit="BKPP.PA",
            ),
        ),
    ),
    OpdRecorded(kode="BKPP", nama="Badan Kepegawaian, Pendidikan dan Pelatihan", induk="", jenis="badan"),
    CalendarDaySet(tanggal=date(2025, 12, 26), libur=True, nama="Cuti bersama Natal"),
    YearClosed(tahun=2025, oleh=PENILAI),
)  # fmt: skip

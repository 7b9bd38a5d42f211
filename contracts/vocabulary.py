"""Words of the regulations that two services or more use."""

from datetime import datetime
from enum import Enum
from typing import Annotated, Literal

from msgspec import Meta

Nip = Annotated[str, Meta(pattern=r"^[0-9]{18}$", max_length=18, description="NIP (PNS) or NI PPPK, 18 digits")]
Nama = Annotated[str, Meta(min_length=1, max_length=200)]
Kode = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._/-]+(?![\s\S])")]
Uraian = Annotated[str, Meta(min_length=1, max_length=2000)]
Alasan = Annotated[str, Meta(pattern=r"\S", max_length=2000, description="a text that says something")]
Periode = Annotated[str, Meta(pattern=r"^2[01][0-9]{2}-(0[1-9]|1[0-2])$", max_length=7, description="month, YYYY-MM")]
Tahun = Annotated[int, Meta(ge=2019, le=2100)]
Rupiah = Annotated[int, Meta(ge=-(10**15), le=10**15, description="whole rupiah")]
HariKerja = Annotated[int, Meta(ge=5, le=6, description="working days a week")]
KarenaGangguan = Annotated[bool, Meta(description="late or overdue, and the last day had a recorded outage (X8)")]
Desimal = Annotated[str, Meta(pattern=r"^[0-9]{1,15}([.][0-9]{1,30})?$", description="a decimal number as text")]
Saat = Annotated[datetime, Meta(tz=True)]
Jumlah = Annotated[int, Meta(ge=0, le=1_000_000, description="a quantity of outputs")]
KepadaPeran = Annotated[Literal["", "bupati", "pengelola_e_kinerja"], Meta(title="KepadaPeran")]


class Jenis(str, Enum):
    """Kind of ASN (KUAN P1(1), KON P1(4))."""

    PNS = "PNS"
    PPPK = "PPPK"


class JenisJabatan(str, Enum):
    """Kind of jabatan (KUAN P8(1), KON P10-13)."""

    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    FUNGSIONAL = "fungsional"


# As what a pejabat penilai acted: empty, himself; else as Plt or Plh of one, or as the next superior (KON P34(4-5)).
Kapasitas = Annotated[Literal["", "plt", "plh", "atasan"], Meta(title="Kapasitas")]


class StatusPegawai(str, Enum):
    """What an ASN is doing at present, as far as duty and pay turn on it (KON P14; reading A30).

    `pejabat_negara`: also the leader or member of a lembaga nonstruktural, which `MasaStatus` names.
    """

    AKTIF = "aktif"
    CUTI = "cuti"
    CLTN = "cltn"
    TUGAS_BELAJAR = "tugas_belajar"
    MPP = "mpp"
    DIBERHENTIKAN_SEMENTARA = "diberhentikan_sementara"
    PEJABAT_NEGARA = "pejabat_negara"
    PENSIUN = "pensiun"
    DIBERHENTIKAN = "diberhentikan"
    MENINGGAL = "meninggal"


# After one of these nobody of the staffing data is in service any more.
LEFT = frozenset({StatusPegawai.PENSIUN, StatusPegawai.DIBERHENTIKAN, StatusPegawai.MENINGGAL})


class Kategori(str, Enum):
    """Category of an activity (KUAN P23(6))."""

    UTAMA = "utama"
    TAMBAHAN = "tambahan"


class Arah(str, Enum):
    """What of the quantity of a target is good: more, less, what lies in a range, or that the thing is done."""

    LEBIH = "lebih"
    KURANG = "kurang"
    RENTANG = "rentang"
    YA = "ya"


class Predikat(str, Enum):
    """Sebutan of the nilai kinerja (KON P31(5))."""

    SANGAT_BAIK = "Sangat Baik"
    BAIK = "Baik"
    CUKUP = "Cukup"
    KURANG = "Kurang"
    SANGAT_KURANG = "Sangat Kurang"

"""The organisation of the two Pemda of the demo: offices, the units in them and the posts that lead them."""

from __future__ import annotations

from msgspec import Struct


class Unit(Struct, frozen=True):
    """A unit with the post that leads it; `under` is the unit whose leader is the superior, empty: the OPD's head."""

    kode: str
    nama: str
    jenis: str
    jabatan: str
    jenis_jabatan: str
    kelas: int
    under: str = ""


class Opd(Struct, frozen=True):
    """An OPD, its head, its units from the top down, and what its own fungsional are called."""

    kode: str
    nama: str
    jenis: str
    kepala: str
    jenis_jabatan: str
    kelas: int
    units: tuple[Unit, ...]
    fungsional: str


class Pemda(Struct, frozen=True):
    """What differs between the two."""

    tenant: str
    staffing: str
    head_role: str
    names: tuple[str, ...]
    opd: tuple[Opd, ...]


def _setda() -> Opd:
    units = (
        Unit("SETDA.ORG", "Bagian Organisasi", "bagian", "Kepala Bagian Organisasi", "administrator", 12),
        Unit("SETDA.UMUM", "Bagian Umum", "bagian", "Kepala Bagian Umum", "administrator", 11),
        Unit("SETDA.UMUM.TU", "Subbagian Tata Usaha dan Kepegawaian", "subbagian",
             "Kepala Subbagian Tata Usaha dan Kepegawaian", "pengawas", 9, "SETDA.UMUM"),
        Unit("SETDA.ORG.KIN", "Subbagian Kinerja dan Reformasi Birokrasi", "subbagian",
             "Kepala Subbagian Kinerja dan Reformasi Birokrasi", "pengawas", 9, "SETDA.ORG"),
    )  # fmt: skip
    return Opd(
        "SETDA", "Sekretariat Daerah", "sekretariat", "Sekretaris Daerah", "jpt_pratama", 15, units, "Analis Kebijakan"
    )


def _office(kode: str, nama: str, jenis: str, kepala: str, bidang: tuple[tuple[str, str], ...], jf: str) -> Opd:
    """A dinas or badan: sekretariat with a subbagian, and each bidang with a seksi."""
    sekretariat = f"{kode}.SEK"
    units = [
        Unit(sekretariat, f"Sekretariat {kode}", "sekretariat", f"Sekretaris {nama}", "administrator", 12),
        Unit(f"{sekretariat}.UK", "Subbagian Umum dan Kepegawaian", "subbagian",
             "Kepala Subbagian Umum dan Kepegawaian", "pengawas", 9, sekretariat),
    ]  # fmt: skip
    for singkat, bidang_nama in bidang:
        unit = f"{kode}.{singkat}"
        head = f"Kepala Bidang {bidang_nama}"
        units += [
            Unit(unit, f"Bidang {bidang_nama}", "bidang", head, "administrator", 11),
            Unit(f"{unit}.S1", f"Seksi {bidang_nama}", "seksi", f"Kepala Seksi {bidang_nama}", "pengawas", 8, unit),
        ]
    return Opd(kode, nama, jenis, kepala, "jpt_pratama", 14, tuple(units), jf)


def _kecamatan(kode: str, nama: str) -> Opd:
    """A kecamatan, led by a camat, who is an administrator."""
    sekretariat = f"{kode}.SEK"
    units = (
        Unit(sekretariat, f"Sekretariat Kecamatan {nama}", "sekretariat", f"Sekretaris Camat {nama}",
             "administrator", 11),
        Unit(f"{sekretariat}.UK", "Subbagian Umum dan Kepegawaian", "subbagian",
             "Kepala Subbagian Umum dan Kepegawaian", "pengawas", 8, sekretariat),
        Unit(f"{kode}.PEM", "Seksi Pemerintahan", "seksi", "Kepala Seksi Pemerintahan", "pengawas", 9),
    )  # fmt: skip
    name = f"Kecamatan {nama}"
    return Opd(kode, name, "kecamatan", f"Camat {nama}", "administrator", 12, units, "Penggerak Swadaya Masyarakat")


def _dinas(kode: str, nama: str, bidang: tuple[tuple[str, str], ...], jf: str) -> Opd:
    return _office(kode, f"Dinas {nama}", "dinas", f"Kepala Dinas {nama}", bidang, jf)


def _badan(kode: str, nama: str, bidang: tuple[tuple[str, str], ...], jf: str) -> Opd:
    return _office(kode, f"Badan {nama}", "badan", f"Kepala Badan {nama}", bidang, jf)


def _opds(staffing: Opd, kecamatan: tuple[Opd, Opd]) -> tuple[Opd, ...]:
    """The ten OPD of a Pemda; Sekretariat Daerah first, since the Sekda is everybody's superior."""
    return (
        _setda(),
        staffing,
        _dinas("DISKOMINFO", "Komunikasi, Informatika, Statistik dan Persandian",
               (("TI", "Teknologi Informatika"), ("STAT", "Statistik dan Persandian")), "Pranata Komputer"),
        _office("INSPEKTORAT", "Inspektorat Daerah", "inspektorat", "Inspektur Daerah",
                (("AWAS", "Pengawasan"), ("EVAL", "Evaluasi dan Pelaporan")), "Auditor"),
        _dinas("DINKES", "Kesehatan",
               (("YANKES", "Pelayanan Kesehatan"), ("P2P", "Pencegahan dan Pengendalian Penyakit")), "Perawat"),
        _dinas("DISDIK", "Pendidikan",
               (("DIKDAS", "Pembinaan Pendidikan Dasar"), ("GTK", "Guru dan Tenaga Kependidikan")), "Guru"),
        _dinas("DPUPR", "Pekerjaan Umum dan Penataan Ruang",
               (("BM", "Bina Marga"), ("SDA", "Sumber Daya Air")), "Pembina Jasa Konstruksi"),
        _badan("BAPPEDA", "Perencanaan Pembangunan Daerah",
               (("EKO", "Perekonomian"), ("SOSBUD", "Sosial Budaya")), "Perencana"),
        *kecamatan,
    )  # fmt: skip


PEMDA = (
    Pemda(
        "kuansing", "BKPP", "ka_bkpp",
        ("Meranti", "Gaharu", "Akasia", "Ketapang", "Merbau", "Sungkai", "Nibung", "Jelutung", "Keruing", "Ulin"),
        _opds(
            _badan("BKPP", "Kepegawaian, Pendidikan dan Pelatihan",
                   (("PA", "Pembinaan Aparatur"), ("MUTASI", "Mutasi dan Promosi")), "Analis SDM Aparatur"),
            (_kecamatan("KEC.KUANTAN-TENGAH", "Kuantan Tengah"), _kecamatan("KEC.BENAI", "Benai")),
        ),
    ),
    Pemda(
        "konsel", "BKPSDM", "ka_bkpsdm",
        ("Pualam", "Granit", "Andesit", "Basal", "Kalsit", "Kuarsa", "Obsidian", "Feldspar", "Dolomit", "Marmer"),
        _opds(
            _badan("BKPSDM", "Kepegawaian dan Pengembangan Sumber Daya Manusia",
                   (("KIN", "Penilaian Kinerja Aparatur"), ("MUTASI", "Mutasi dan Promosi")), "Analis SDM Aparatur"),
            (_kecamatan("KEC.ANDOOLO", "Andoolo"), _kecamatan("KEC.TINANGGEA", "Tinanggea")),
        ),
    ),
)  # fmt: skip

"""What besides one's own the navigation offers, by what a person leads and which roles he holds."""

from __future__ import annotations

from collections.abc import Collection

import msgspec


class Item(msgspec.Struct, frozen=True):
    """A page in the navigation; `hitung` waits there."""

    alamat: str
    nama: str
    ikon: str
    hitung: int = 0
    tab: bool = False


class Group(msgspec.Struct, frozen=True):
    """Pages under one heading; the person's own have none."""

    nama: str
    isi: tuple[Item, ...]


# Heading → the roles that find it, and its pages. Who may do what there is decided by the services.
DUTIES: tuple[tuple[str, frozenset[str], tuple[Item, ...]], ...] = (
    (
        "Pengelola kinerja",
        frozenset({"pengelola_kinerja"}),
        (
            Item("/reviu-skp", "Reviu SKP", "sasaran", tab=True),
            Item("/belum-skp", "Belum ada SKP", "tanda"),
            Item("/belum-diukur", "Belum diukur", "grafik"),
            Item("/penilaian-menunggu", "Dokumen menunggu", "tanda"),
            Item("/pemantauan", "Pemantauan", "grafik"),
        ),
    ),
    (
        "Administrator PD",
        frozenset({"admin_pd"}),
        (
            Item("/pd/tiket", "Tiket", "info", tab=True),
            Item("/pd/pegawai", "Akun pegawai PD", "kunci", tab=True),
            Item("/pd/isikan", "Isikan untuk pegawai", "tambah"),
            Item("/pd/bulan", "Buka bulan", "kalender"),
            Item("/pd/rujukan", "Daftar rujukan", "buku"),
        ),
    ),
    ("TPP", frozenset({"pengelola_tpp"}), (Item("/tpp/hitung", "Hitung TPP", "uang", tab=True),)),
    (
        "Pembayaran TPP",
        frozenset({"pengelola_tpp", "kepala_pd", "kepala_badan", "inspektorat"}),
        (Item("/tpp/daftar", "Daftar pembayaran", "uang"),),
    ),
    (
        "Besaran TPP",
        frozenset({"super_admin", "pengelola_e_kinerja", "pengelola_tpp", "kepala_badan", "inspektorat"}),
        (Item("/tpp/kebijakan", "Kebijakan TPP", "buku"),),
    ),
    (
        "Keadaan TPP",
        frozenset({"pengelola_kepegawaian", "pengelola_tpp", "inspektorat"}),
        (Item("/tpp/keadaan", "Keadaan TPP", "orang"), Item("/tpp/presensi/impor", "Presensi", "jam")),
    ),
    (
        "Kepegawaian",
        frozenset({"pengelola_kepegawaian", "administrator_bidang"}),
        (
            Item("/impor", "Impor pegawai", "unggah", tab=True),
            Item("/pegawai", "Pegawai", "orang", tab=True),
            Item("/perangkat-daerah", "Perangkat daerah", "server"),
            Item("/kalender", "Kalender kerja", "kalender"),
            Item("/siasn", "Data dan SIASN", "ulang"),
            Item("/pelaksana", "Plt dan Plh", "orang"),
        ),
    ),
    (
        "Data tahunan",
        frozenset({"kepala_badan", "kepala_pd", "pimpinan_unit_kerja"}),
        (Item("/siasn", "Data dan SIASN", "ulang"),),
    ),
    (
        "Tim Penilai",
        frozenset(
            {
                "super_admin",
                "pengelola_kepegawaian",
                "pyb",
                "ppk",
                "kepala_badan",
                "sekretariat_tim",
                "tim_penilai_ketua",
                "tim_penilai_sekretaris",
                "tim_penilai_anggota",
                "inspektorat",
            }
        ),
        (Item("/tim", "Tim Penilai", "orang"),),
    ),
    (
        "Pengembangan",
        frozenset({"tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota", "pyb", "kepala_badan"}),
        (Item("/prioritas", "Prioritas", "nilai"),),
    ),
    (
        "Peran",
        frozenset({"super_admin"}),
        (
            Item("/peran", "Peran", "kunci", tab=True),
            Item("/usul", "Usul", "antre"),
            Item("/akun-lain", "Akun lain", "kunci"),
            Item("/peran/katalog", "Katalog peran", "buku"),
        ),
    ),
    (
        "Peran",
        frozenset({"pengelola_e_kinerja", "kepala_pd", "inspektorat"}),
        (Item("/peran", "Peran", "kunci"), Item("/peran/katalog", "Katalog peran", "buku")),
    ),
    (
        "Plt dan Plh",
        frozenset({"admin_pd", "kepala_pd", "pengelola_kinerja", "pengelola_e_kinerja", "inspektorat"}),
        (Item("/pelaksana", "Plt dan Plh", "orang"),),
    ),
    ("Orang kedua", frozenset({"administrator_bidang", "admin_pd"}), (Item("/usul", "Usul", "antre"),)),
    (
        "Pemda",
        frozenset(
            {
                "pengelola_e_kinerja",
                "pengelola_kepegawaian",
                "kepala_badan",
                "sekda",
                "inspektorat",
                "pengelola_tpp",
                "administrator_bidang",
                "bupati",
                "kepala_pd",
                "pimpinan_unit_kerja",
            }
        ),
        (Item("/dasbor", "Dasbor", "grafik", tab=True),),
    ),
    (
        "Ekspor",
        frozenset({"pengelola_e_kinerja", "pengelola_kepegawaian", "administrator_bidang"}),
        (Item("/ekspor", "Ekspor data", "unduh"),),
    ),
    (
        "Laporan",
        frozenset({"pengelola_e_kinerja", "pengelola_kepegawaian", "ka_diskominfo", "kepala_badan", "bupati"}),
        (Item("/laporan", "Rencana dan laporan", "buku"),),
    ),
    (
        "Data ke pihak luar",
        frozenset({"pengelola_e_kinerja", "kepala_badan", "kepala_pd", "inspektorat"}),
        (Item("/pelepasan", "Pelepasan data", "unggah"),),
    ),
    (
        "Pengawasan",
        frozenset({"inspektorat", "super_admin", "pengelola_e_kinerja"}),
        (Item("/audit", "Jejak tindakan", "buku"),),
    ),
    (
        "Operasi",
        frozenset({"operator", "pengelola_e_kinerja"}),
        (Item("/operasi/gangguan", "Gangguan", "tanda", tab=True),),
    ),
    ("Operasi", frozenset({"operator"}), (Item("/operasi/kunci", "Kunci penanda", "kunci"),)),
    ("Pelatihan", frozenset({"pengelola_e_kinerja"}), (Item("/pelatihan", "Pelatihan", "buku"),)),
    (
        "Pegawai",
        frozenset({"admin_pd", "super_admin", "pengelola_e_kinerja", "inspektorat"}),
        (Item("/pegawai", "Pegawai", "orang", tab=True),),
    ),
)
_LEADS = (
    Item("/bawahan", "Bawahan", "orang"),
    Item("/skp-bawahan", "SKP bawahan", "sasaran"),
    Item("/skp-bawahan/tambahan", "Tugas tambahan", "tambah"),
    Item("/penilaian-bawahan", "Penilaian bawahan", "nilai"),
    Item("/penilaian-menunggu", "Dokumen menunggu", "tanda"),
    Item("/pemantauan", "Pemantauan", "grafik"),
    Item("/bimbingan", "Bimbingan", "orang"),
    Item("/hari-kosong", "Hari kosong", "kalender"),
)


def duties(peran: Collection[str], leads: bool, closed: Collection[str] = ()) -> list[Group]:
    """Each page once, under the first heading that a person finds it by; none of those that are `closed`."""
    leading = tuple(item for item in _LEADS if item.alamat not in closed)
    found = [Group("Pejabat penilai", leading)] if leads else []
    seen: set[str] = set(closed)
    for name, roles, items in DUTIES:
        if roles & set(peran):
            shown = tuple(item for item in items if item.alamat not in seen)
            seen |= {item.alamat for item in shown}
            found += [Group(name, shown)] if shown else []
    return found

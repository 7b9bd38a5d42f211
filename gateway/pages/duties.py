"""What besides one's own the navigation offers, by what a person leads and which roles they hold."""

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


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEAM = "tim_penilai_ketua tim_penilai_sekretaris tim_penilai_anggota"
_READERS = f"{_TEAM} pyb ppk kepala_badan inspektorat bupati"
_STAFFING = "pengelola_kepegawaian administrator_bidang"
_DECREES = "admin_pd kepala_pd pengelola_kinerja pengelola_e_kinerja inspektorat"
_OVERSEES = "admin_pd pengelola_kinerja kepala_pd pengelola_e_kinerja inspektorat"
_RATERS = "pengelola_kinerja pengelola_e_kinerja kepala_pd sekretariat_tim inspektorat"

# Heading → each page under it, with the roles that find it. Who may do what there is decided by the services. Where a
# page stands twice, one finds it once, under the first heading that one's roles open.
DUTIES: tuple[tuple[str, tuple[tuple[str, Item], ...]], ...] = (
    ("Kinerja PD", (
        ("pengelola_kinerja", Item("/reviu-skp", "Reviu SKP", "sasaran", tab=True)),
        ("pengelola_kinerja", Item("/belum-skp", "Belum ada SKP", "tanda")),
        ("pengelola_kinerja", Item("/belum-diukur", "Belum diukur", "grafik")),
        (_OVERSEES, Item("/belum-rencana", "Belum ada rencana", "tanda")),
        (f"{_OVERSEES} sekda kepala_badan", Item("/pengisian-awal", "Pengisian awal", "tanda")),
        (_RATERS, Item("/responden", "Responden perilaku", "orang")),
        ("admin_pd pengelola_kinerja kepala_pd", Item("/pd/unduh", "Unduh data PD", "unduh")),
        ("pengelola_kinerja", Item("/penilaian-menunggu", "Dokumen menunggu", "tanda")),
        ("pengelola_kinerja", Item("/pemantauan", "Pemantauan", "grafik")),
    )),
    ("Administrator PD", (
        ("admin_pd", Item("/pd/tiket", "Tiket", "info", tab=True)),
        ("admin_pd", Item("/pd/pegawai", "Akun pegawai PD", "kunci", tab=True)),
        ("admin_pd", Item("/pd/isikan", "Isikan untuk pegawai", "tambah")),
        ("admin_pd", Item("/pd/bulan", "Buka bulan", "kalender")),
        ("admin_pd", Item("/pd/rujukan", "Daftar rujukan", "buku")),
    )),
    ("TPP", (
        ("pengelola_tpp", Item("/tpp/hitung", "Hitung TPP", "uang", tab=True)),
        ("pengelola_tpp kepala_pd inspektorat kepala_badan", Item("/tpp/daftar", "Daftar pembayaran", "uang")),
        ("pengelola_tpp kepala_pd inspektorat kepala_badan", Item("/tpp/pagu", "Pagu TPP", "uang")),
        ("super_admin pengelola_e_kinerja pengelola_tpp inspektorat kepala_badan",
            Item("/tpp/kebijakan", "Kebijakan TPP", "buku")),
        ("pengelola_kepegawaian pengelola_tpp inspektorat", Item("/tpp/keadaan", "Keadaan TPP", "orang")),
        ("pengelola_kepegawaian pengelola_tpp inspektorat", Item("/tpp/presensi/impor", "Presensi pegawai", "jam")),
    )),
    ("Kepegawaian", (
        (_STAFFING, Item("/impor", "Impor pegawai", "unggah", tab=True)),
        (f"{_STAFFING} admin_pd super_admin pengelola_e_kinerja inspektorat",
            Item("/pegawai", "Pegawai", "orang", tab=True)),
        (_STAFFING, Item("/perangkat-daerah", "Perangkat daerah", "server")),
        (_STAFFING, Item("/kalender", "Kalender kerja", "kalender")),
        (f"{_STAFFING} kepala_pd pimpinan_unit_kerja kepala_badan", Item("/siasn", "Data dan SIASN", "ulang")),
        (f"{_STAFFING} {_DECREES}", Item("/pelaksana", "Plt dan Plh", "orang")),
        ("pengelola_e_kinerja", Item("/pelatihan", "Pelatihan", "buku")),
    )),
    ("Hasil tahunan", (
        (f"super_admin pengelola_kepegawaian pyb ppk kepala_badan sekretariat_tim inspektorat {_TEAM}",
            Item("/tim", "Tim Penilai", "orang")),
        (_READERS, Item("/laporan-kinerja", "Laporan kinerja", "buku")),
        (f"{_READERS} kepala_pd pengelola_kinerja", Item("/sebaran", "Sebaran", "grafik")),
        (_READERS, Item("/peringkat", "Peringkat", "nilai")),
        (f"{_TEAM} pyb kepala_badan", Item("/prioritas", "Prioritas", "nilai")),
        (_READERS, Item("/tindak-lanjut", "Tindak lanjut", "ulang")),
    )),
    ("Peran dan akun", (
        ("super_admin", Item("/peran", "Peran", "kunci", tab=True)),
        ("pengelola_e_kinerja kepala_pd inspektorat admin_pd", Item("/peran", "Peran", "kunci")),
        ("super_admin administrator_bidang admin_pd", Item("/usul", "Usul", "antre")),
        ("super_admin", Item("/akun-lain", "Akun lain", "kunci")),
        ("super_admin pengelola_e_kinerja kepala_pd inspektorat admin_pd",
            Item("/peran/katalog", "Katalog peran", "buku")),
    )),
    ("Pemda", (
        ("pengelola_e_kinerja pengelola_kepegawaian sekda inspektorat pengelola_tpp administrator_bidang bupati"
            " kepala_pd pimpinan_unit_kerja kepala_badan", Item("/dasbor", "Dasbor", "grafik", tab=True)),
        ("pengelola_e_kinerja pengelola_kepegawaian ka_diskominfo bupati inspektorat kepala_badan",
            Item("/laporan", "Rencana dan laporan", "buku")),
        (f"pengelola_e_kinerja {_STAFFING}", Item("/ekspor", "Ekspor data", "unduh")),
        ("pengelola_e_kinerja kepala_pd inspektorat kepala_badan", Item("/pelepasan", "Pelepasan data", "unggah")),
        ("inspektorat super_admin pengelola_e_kinerja", Item("/audit", "Jejak tindakan", "buku")),
    )),
    ("Operasi", (
        ("operator", Item("/operasi", "Layanan", "server", tab=True)),
        ("operator pengelola_e_kinerja", Item("/operasi/gangguan", "Gangguan", "tanda", tab=True)),
        ("operator", Item("/operasi/kunci", "Kunci penanda", "kunci")),
    )),
)  # fmt: skip
_LEADS = (
    Item("/bawahan", "Bawahan", "orang"),
    Item("/skp-bawahan", "SKP bawahan", "sasaran"),
    Item("/skp-bawahan/tambahan", "Tugas tambahan", "tambah"),
    Item("/penilaian-bawahan", "Penilaian bawahan", "nilai"),
    Item("/penilaian-menunggu", "Dokumen menunggu", "tanda"),
    Item("/ide", "Ide baru", "nilai"),
    Item("/laporan-kinerja", "Laporan kinerja", "buku"),
    Item("/tindak-lanjut", "Tindak lanjut", "ulang"),
    Item("/pemantauan", "Pemantauan", "grafik"),
    Item("/bimbingan", "Bimbingan", "orang"),
    Item("/hari-kosong", "Hari kosong", "kalender"),
)


def duties(peran: Collection[str], leads: bool, closed: Collection[str] = ()) -> list[Group]:
    """Each page once, under the first heading that a person finds it by; none of those that are `closed`."""
    leading = tuple(item for item in _LEADS if leads and item.alamat not in closed)
    found = [Group("Pejabat penilai", leading)] if leading else []
    held, seen = set(peran), {*closed, *(item.alamat for item in leading)}
    for name, rows in DUTIES:
        shown = []
        for roles, item in rows:
            if held & _of(roles) and item.alamat not in seen:
                seen.add(item.alamat)
                shown.append(item)
        found += [Group(name, tuple(shown))] if shown else []
    return found

"""What besides one's own the navigation offers, by what a person leads and which roles they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec


class Item(msgspec.Struct, frozen=True):
    """A page in the navigation; `hitung` waits there. `baca`: the operation that opens it, as "service.operation"."""

    alamat: str
    nama: str
    ikon: str
    hitung: int = 0
    tab: bool = False
    baca: str = ""


class Group(msgspec.Struct, frozen=True):
    """Pages under one heading; the person's own have none."""

    nama: str
    isi: tuple[Item, ...]


def _by(baca: str, alamat: str, nama: str, ikon: str, tab: bool = False) -> tuple[str, Item]:
    """A page for whom the Pemda's law lets read what it opens with: the roles come from the pack."""
    return "", Item(alamat, nama, ikon, tab=tab, baca=baca)


_STAFFING = "pengelola_kepegawaian administrator_bidang"
_READERS = "tim_penilai_ketua tim_penilai_sekretaris tim_penilai_anggota pyb ppk kepala_badan inspektorat bupati"

# Heading → each page under it, with the roles that find it; without roles, those of the law. Who may do what there is
# decided by the services. Where a page stands twice, one finds it once, under the first heading that one's roles open.
DUTIES: tuple[tuple[str, tuple[tuple[str, Item], ...]], ...] = (
    ("Kinerja PD", (
        ("pengelola_kinerja", Item("/reviu-skp", "Reviu SKP", "sasaran", tab=True)),
        ("pengelola_kinerja", Item("/belum-skp", "Belum ada SKP", "tanda")),
        ("pengelola_kinerja", Item("/belum-diukur", "Belum diukur", "grafik")),
        _by("activity.list_without_plan", "/belum-rencana", "Belum ada rencana", "tanda"),
        _by("skp.show_initial_input", "/pengisian-awal", "Pengisian awal", "tanda"),
        _by("identity.list_raters", "/responden", "Responden perilaku", "orang"),
        _by("activity.export_activities", "/pd/unduh", "Unduh data PD", "unduh"),
        ("pengelola_kinerja", Item("/penilaian-menunggu", "Dokumen menunggu", "tanda")),
        ("pengelola_kinerja", Item("/pemantauan", "Pemantauan", "grafik")),
    )),
    ("Administrator PD", (
        ("admin_pd", Item("/pd/tiket", "Tiket", "info", tab=True)),
        ("admin_pd", Item("/pd/pegawai", "Akun pegawai PD", "kunci", tab=True)),
        _by("activity.enter_for_another", "/pd/isikan", "Isikan untuk pegawai", "tambah"),
        ("admin_pd", Item("/pd/bulan", "Buka bulan", "kalender")),
        ("admin_pd", Item("/pd/rujukan", "Daftar rujukan", "buku")),
    )),
    ("TPP", (
        _by("tpp.show_run", "/tpp/hitung", "Hitung TPP", "uang", tab=True),
        _by("tpp.show_payment_list", "/tpp/daftar", "Daftar pembayaran", "uang"),
        _by("tpp.list_tpp_budgets", "/tpp/pagu", "Pagu TPP", "uang"),
        _by("tpp.list_tpp_policies", "/tpp/kebijakan", "Kebijakan TPP", "buku"),
        _by("tpp.list_pay_circumstances", "/tpp/keadaan", "Keadaan TPP", "orang"),
        _by("tpp.list_attendance_imports", "/tpp/presensi/impor", "Presensi pegawai", "jam"),
    )),
    ("Kepegawaian", (
        _by("identity.list_imports", "/impor", "Impor pegawai", "unggah", tab=True),
        (f"{_STAFFING} admin_pd super_admin pengelola_e_kinerja inspektorat",
            Item("/pegawai", "Pegawai", "orang", tab=True)),
        (_STAFFING, Item("/perangkat-daerah", "Perangkat daerah", "server")),
        (_STAFFING, Item("/kalender", "Kalender kerja", "kalender")),
        (f"{_STAFFING} kepala_pd pimpinan_unit_kerja kepala_badan", Item("/siasn", "Data dan SIASN", "ulang")),
        _by("identity.list_delegations", "/pelaksana", "Plt dan Plh", "orang"),
        _by("identity.list_trainings", "/pelatihan", "Pelatihan", "buku"),
    )),
    ("Hasil tahunan", (
        _by("identity.list_teams", "/tim", "Tim Penilai", "orang"),
        _by("appraisal.list_sessions", "/sidang", "Sidang Tim Penilai", "kalender"),
        (_READERS, Item("/laporan-kinerja", "Laporan kinerja", "buku", baca="appraisal.list_reports")),
        _by("appraisal.list_distributions", "/sebaran", "Sebaran", "grafik"),
        _by("appraisal.show_ranking", "/peringkat", "Peringkat", "nilai"),
        _by("appraisal.list_priorities", "/prioritas", "Prioritas", "nilai"),
        (_READERS, Item("/tindak-lanjut", "Tindak lanjut", "ulang", baca="appraisal.list_follow_ups")),
    )),
    ("Peran dan akun", (
        ("super_admin", Item("/peran", "Peran", "kunci", tab=True)),
        _by("identity.list_roles", "/peran", "Peran", "kunci"),
        ("super_admin administrator_bidang admin_pd", Item("/usul", "Usul", "antre")),
        ("super_admin", Item("/akun-lain", "Akun lain", "kunci")),
        ("super_admin pengelola_e_kinerja kepala_pd inspektorat admin_pd",
            Item("/peran/katalog", "Katalog peran", "buku")),
    )),
    ("Pemda", (
        _by("reporting.show_dashboard", "/dasbor", "Dasbor", "grafik", tab=True),
        _by("reporting.list_letters", "/laporan", "Rencana dan laporan", "buku"),
        _by("reporting.list_exports", "/ekspor", "Ekspor data", "unduh"),
        _by("reporting.list_releases", "/pelepasan", "Pelepasan data", "unggah"),
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


def duties(
    peran: Collection[str], leads: bool, closed: Collection[str], readers: Mapping[str, frozenset[str]]
) -> list[Group]:
    """Each page once, under the first heading that a person finds it by; none of those that are `closed`.

    `readers`: operation that opens a page → the roles to which the Pemda's law gives it.
    """
    leading = tuple(item for item in _LEADS if leads and item.alamat not in closed)
    found = [Group("Pejabat penilai", leading)] if leading else []
    held, seen = set(peran), {*closed, *(item.alamat for item in leading)}
    for name, rows in DUTIES:
        shown = []
        for roles, item in rows:
            let_in = held & readers[item.baca] if item.baca else held
            if (not roles or held & set(roles.split())) and let_in and item.alamat not in seen:
                seen.add(item.alamat)
                shown.append(item)
        found += [Group(name, tuple(shown))] if shown else []
    return found

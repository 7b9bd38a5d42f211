"""States of pages as services could tell them: full, empty, with errors, with long words; for who draws them in tests."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from types import SimpleNamespace as Known
from typing import Any
from uuid import UUID

from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.pengelola.data_operasi import Due, Parked, Standing, Step
from gateway.pages.penilai.ide import Idea
from gateway.pages.penilai.laporan import Line, Lines, Missing, Report
from gateway.pages.penilai.menunggu import Paper
from gateway.pages.penilai.penilaian import ToMake
from gateway.pages.penilai.tindak import OUTCOMES, FollowUp
from gateway.pages.pimpinan.peringkat import Counts, Place, Unit
from gateway.pages.words import HASIL

NOW, TODAY, IDS = datetime(2026, 1, 22, 10, tzinfo=timezone.utc), date(2026, 1, 22), [UUID(int=n) for n in range(1, 12)]
GLANCE = Known(hari_ini=TODAY, sekarang=NOW, tenggat=lambda due: None)
ME = Known(account_id=IDS[0], peran=("ka_bkpsdm",))
LONG = "Penyelenggaraan-pemeliharaan-kearsipan-elektronik-terintegrasi " * 3
ASPECTS = ("orientasi_pelayanan", "komitmen")


def idea(n: int, state: str, waits: bool = False, why: str = "") -> Idea:
    return Idea(IDS[n], IDS[n], f"Nama {n}", state, LONG if n == 1 else "Rak geser", "Cepat", "ST 4/2025", why, waits)


def case(n: int, state: str | None, **more: Any) -> FollowUp:
    fields: dict[str, Any] = {
        "asn_id": IDS[n], "nama": f"Nama {n}", "predikat": "Kurang", "target_terpenuhi": False, "no_case": "",
        "final_on": date(2025, 1, 20), "kasus_id": IDS[n] if state else None, "dasar": "KON 47(1)",
        "review_on": date(2025, 7, 20) if state else None, "state": state, "hasil": "",
    }  # fmt: skip
    return FollowUp(**fields | more)


def entry(n: int) -> Entry:
    return Entry(
        activity_id=IDS[n], asn_id=IDS[0], nama="Nama Pegawai", tanggal=TODAY, kategori="utama", butir_id=IDS[9],
        uraian=LONG if n == 2 else "Menata arsip", output="berkas", kuantitas=3, mulai=time(8), selesai=time(9, 30),
        isi_versi=1, submitted_at=NOW, due_on=None, late=False, state="assisted", cara=None, alasan=None,
    )  # fmt: skip


def made(n: int, state: str) -> ToMake:
    return ToMake(
        appraisal_id=IDS[n], tahun=2025, state=state, capaian="90", nilai_perilaku="91", nilai_kinerja="90.5",
        predikat="Baik", hasil="", manfaat="", late=False, asn_id=IDS[n], nama=f"Nama {n}", jenis_jabatan="pelaksana",
        target="",
    )  # fmt: skip


def report(n: int, holder: UUID | None) -> Report:
    return Report(IDS[n], IDS[n], f"Nama {n}", n, NOW, n == 2, 3, 1, holder, None if holder else NOW)


CASES = [
    case(1, "opened"), case(2, "reviewed"), case(3, "tested"), case(4, "placed", hasil="ditempatkan_sementara",
    sementara_sampai=date(2026, 8, 31)), case(5, "closed", hasil="membaik"), case(6, None, no_case="keadaan_kahar"),
]  # fmt: skip
UNITS = [
    Unit("DINKES", "DINKES.P2P", 5, 1, Counts(0, 5, 0), (Counts(1, 3, 1),), (), False, False, True, ""),
    Unit("DINKES", "DINKES.SEK", 2, 0, Counts(1, 1, 0), (), (Counts(1, 1, 0),), True, True, False, "Kecil"),
    Unit("DINKES", "DINKES.UMUM", 0, 4, Counts(0, 0, 0), (), (), False, False, False, ""),
]
PARKED = Parked("ekinerja.skp", str(IDS[3]), "ekinerja.skp.SkpSet", "gap", "ValueError: version 5 follows 3", 4, NOW)
WAITS = Standing(12, 3.25, (PARKED,), (Due("sign_due", 140, 2, NOW),))
CALM = Standing(0, 0.0, (), ())
PAPER = Paper(IDS[1], "Nama 1", 2025, "opened", "penetapan", date(2026, 2, 26), None, "pelaksana")
SERVICES = (("skp", "SKP", WAITS, True), ("tpp", "TPP", None, False), ("activity", "Aktivitas", CALM, True))
# Name → template and what it shows besides what every page has.
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "ide": ("penilai/ide.html", {
        "ide": [idea(1, "recommended", True), idea(2, "accepted"), idea(3, "refused", why="Belum baru")],
        "bawahan": [made(4, "opened")], "saya": ME, "langkah": "", "tahun": 2025}),
    "ide, salah": ("penilai/ide.html", {
        "ide": [], "bawahan": [made(4, "opened")], "saya": ME, "langkah": "rekomendasi", "tahun": 2025,
        "salah": {"id": "Pilih pegawainya.", "uraian": "Tulis apa yang baru."}}),
    "tindak lanjut": ("penilai/tindak.html", {
        "kasus": CASES, "saya": ME, "bawahan": {IDS[1]}, "menguji": True, "memutus": True, "tahun": 2025,
        "keputusan": [(code, HASIL[code]) for code in OUTCOMES]}),
    "tindak lanjut, salah": ("penilai/tindak.html", {
        "kasus": CASES[2:3], "saya": ME, "bawahan": set(), "menguji": True, "memutus": True, "tahun": 2025,
        "keputusan": [(code, HASIL[code]) for code in OUTCOMES], "ini": str(IDS[3]),
        "salah": {"hasil": "Pilih keputusannya.", "nomor": "Tulis nomor keputusannya.", "tanggal": "Isi tanggalnya."}}),
    "tindak lanjut kosong": ("penilai/tindak.html", {
        "kasus": [], "saya": ME, "bawahan": set(), "menguji": False, "memutus": False, "tahun": 2025, "keputusan": []}),
    "laporan kinerja": ("penilai/laporan.html", {
        "laporan": [report(1, IDS[0]), report(2, None)], "saya": ME, "baru": [made(4, "final")], "tertunda": 2,
        "belum": [Missing("", 2, 1)], "tahun": 2025}),
    "laporan kinerja satu": ("penilai/laporan-satu.html", {"l": Lines(IDS[1], 2025, 2, (
        Line("Nama 1", False, "90.5", "Baik", LONG, "Pelatihan"), Line("Nama 2", True, "", "", "", "")))}),
    "peringkat": ("pimpinan/peringkat.html", {
        "p": Known(state="proposed", keputusan="", profil={"Baik": 2}, tempat=[Place(1, IDS[1], "Nama 1", "DINKES",
            "DINKES.P2P", "Baik", "90.5")]),
        "keadaan": "diusulkan Tim Penilai", "mengusul": True, "menetapkan": True, "tahun": 2025}),
    "sebaran": ("pimpinan/sebaran.html", {"unit": UNITS, "menjelaskan": True, "tahun": 2025}),
    "sebaran, salah": ("pimpinan/sebaran.html", {
        "unit": UNITS, "menjelaskan": True, "tahun": 2025, "ini": "DINKES.P2P", "salah": {"alasan": "Tulis alasannya."}}),
    "tetapkan": ("penilai/pengganti.html", {"n": PAPER, "aspek": ASPECTS, "tahun": 2025}),
    "tetapkan tanpa angka, salah": ("penilai/pengganti.html", {
        "n": PAPER, "aspek": (), "tahun": 2025, "salah": {"hasil": "Tulis hasil kerjanya."}}),
    "menunggu": ("penilai/menunggu.html", {"kertas": [PAPER, Paper(IDS[2], "Nama 2", 2025, "received", "penetapan",
        date(2026, 2, 26)), Paper(IDS[3], "Nama 3", 2025, "delivered", "serah_terima")]}),
    "diisikan": ("pegawai/diisikan.html", {
        "catatan": [entry(1), entry(2)], "terpilih": {str(IDS[1])}, "dibenarkan": "", "tolak": "Bulan ini ditutup."}),
    "betulkan": ("penilai/betulkan.html", {
        "c": entry(1), "tutup": "/antrean/daftar", "alamat": "/antrean/x", "nilai": {"versi": "1", "uraian": "Menata"},
        "salah": {"alasan": "Tulis mengapa dibetulkan."}}),
    "operasi": ("pengelola/operasi.html", {
        "layanan": list(SERVICES), "langkah": [("SKP", Step(NOW, "fakta", "ekinerja.skp.SkpSet"))],
        "nilai": {"resi": "4bf9-2f35-77b3", "tanggal": "2026-01-22"}}),
    "operasi tenang": ("pengelola/operasi.html", {
        "layanan": [SERVICES[2]], "langkah": [], "nilai": {"resi": "", "tanggal": "2026-01-22"},
        "salah": {"resi": "Tulis nomor resi seperti 4bf9-2f35-77b3."}}),
    "pemulihan": ("umum/pemulihan.html", {"kode_pulih": ("12345-67890-12345",) * 10, "tolak": ""}),
    "pemulihan ditolak": ("umum/pemulihan.html", {"kode_pulih": (), "tolak": "Daftarkan kode kedua lebih dahulu."}),
}  # fmt: skip

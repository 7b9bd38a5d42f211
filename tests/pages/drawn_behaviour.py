"""States of the pages of survey, objection, monitoring, bimbingan and priorities, for who draws them in tests."""

from __future__ import annotations

from datetime import date, datetime, timezone
from types import SimpleNamespace as Known
from typing import Any

from gateway.pages.pegawai.survei import Invitation
from gateway.pages.penilai.bimbingan import Guidance
from gateway.pages.penilai.pemantauan import Monitoring
from gateway.pages.pimpinan.prioritas import Priority
from gateway.pages.umum.data_keberatan import RESULTS, Objection
from tests.pages.drawn import IDS

TODAY = date(2026, 12, 2)
FOUR = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
ASKED = [Invitation(IDS[n], f"Nama Pegawai {n}", ("rekan", "bawahan")[n], FOUR, date(2026, 12, 15)) for n in (0, 1)]


OBJECTION = Objection(
    keberatan_id=IDS[0], asn_id=IDS[1], penilai_id=IDS[2], alasan="Bulan Juni belum dihitung.", bukti=("Notula",),
    filed_at=datetime(2026, 12, 1, 3, tzinfo=timezone.utc), state="filed", diminta={}, penjelasan={},
    answer_until=None, decide_by=date(2026, 12, 20), hasil="", pertimbangan="", nama="Nama 1",
    jenis_jabatan="pelaksana", nilai_skp="95.2380952380952", perilaku=dict.fromkeys(FOUR, "90.5"),
)  # fmt: skip
DECIDES = {"k": OBJECTION, "pihak": "", "ditanya": False, "putusan": RESULTS, "aspek": FOUR}


def seen(n: int, state: str, **more: Any) -> Monitoring:
    fields: dict[str, Any] = {
        "pemantauan_id": IDS[n], "asn_id": IDS[n], "nama": f"Nama {n}", "tahun": 2026, "semester": 1,
        "tanggal": date(2026, 6, 29), "rencana": 50, "capaian": 20, "catatan": "Sesuai jadwal.", "state": state,
        "sebab": "", "tindakan": "", "percepatan": None, "surat_tugas": "", "anda_penilai": True,
    }  # fmt: skip
    return Monitoring(**fields | more)


def guided(n: int, hasil: str, bentuk: str) -> Guidance:
    return Guidance(
        bimbingan_id=IDS[n], asn_id=IDS[n], nama=f"Nama {n}", tanggal=TODAY, bentuk=bentuk, surat_tugas="ST.4/2026",
        proses="Diskusi kasus", kompetensi="Cukup", hasil=hasil, reported_on=TODAY if hasil else None,
        anda_penilai=True,
    )  # fmt: skip


BELOW = [Known(asn_id=IDS[n], nama=f"Nama {n}") for n in range(3)]
HANDLED = {"sebab": "Anggaran", "tindakan": "Jadwal ulang", "percepatan": TODAY, "surat_tugas": "ST.4/2026"}
SEEN = [seen(0, "deviating"), seen(1, "handled", **HANDLED), seen(2, "on_track"), seen(3, "missed")]
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "survei": ("pegawai/survei.html", {"undangan": ASKED}),
    "survei satu, salah": ("pegawai/survei.html", {
        "undangan": ASKED[:1], "salah": {"n-komitmen": "Tulis bilangan bulat dari 0 sampai 120."}, "ok": "",
        "nilai": {"n-komitmen": "999"}}),
    "survei kosong": ("pegawai/survei.html", {"undangan": []}),
    "keberatan": ("umum/keberatan.html", DECIDES | {"nilai": OBJECTION.nilai(FOUR)}),
    "keberatan, salah": ("umum/keberatan.html", DECIDES | {
        "nilai": OBJECTION.nilai(FOUR) | {"n-komitmen": "121", "hasil": "diubah"},
        "salah": {"n-komitmen": "Tulis angka dari 0 sampai 120.", "pertimbangan": "Tulis pertimbangannya."}}),
    "pemantauan": ("penilai/pemantauan.html", {"pantauan": SEEN, "bawahan": BELOW}),
    "pemantauan kosong": ("penilai/pemantauan.html", {"pantauan": [], "bawahan": []}),
    "bimbingan": ("penilai/bimbingan.html", {
        "bimbingan": [guided(0, "", "individual"), guided(1, "Meningkat", "kelompok")], "pantauan": SEEN[:3],
        "dipilih": []}),
    "prioritas": ("pimpinan/prioritas.html", {"daftar": [("Prioritas talent pool", [Priority(
        "Nama", "DINKES", "DINKES.P2P", "Sangat Baik", "Sangat Baik", "talent_pool")]), ("Nyaris", [])]}),
    "bimbingan kosong": ("penilai/bimbingan.html", {"bimbingan": [], "pantauan": [], "dipilih": []}),
}  # fmt: skip

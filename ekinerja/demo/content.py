"""What people of the demo plan for the year, as the law of their Pemda asks for their kind of jabatan."""

from __future__ import annotations

from datetime import date
from typing import Any

from ekinerja.demo import plan
from ekinerja.demo.plan import Person

CRITERIA = ("spesifik", "terukur", "realistis", "batas_waktu", "menyesuaikan_kondisi")
REVIEW = {"kriteria": dict.fromkeys(CRITERIA, True), "pembahasan": "Dibahas bersama pegawai dan penilai.",
          "pembahas": ["pejabat_penilai", "pengelola_kinerja"]}  # fmt: skip

SOURCES = ("renstra", "perjanjian_kinerja", "organisasi_tata_kerja", "uraian_jabatan", "skp_atasan")
MORE = {"konsel": ("rencana_kerja_tahunan",)}


def content(person: Person, tenant: str, issuer: str, induk: str | None) -> dict[str, Any]:
    """Three kinerja utama, and for every fifth a tugas tambahan given by the head of the PD."""
    main = [
        {
            "kategori": "utama", "uraian": f"Kinerja utama {n} {person.jenis_jabatan}",
            "indikator": "Jumlah berkas selesai", "jenis_indikator": "anggaran" if n == 2 else "tupoksi",
            "target": {"kuantitas": 12 * plan.MONTHLY, "satuan": "berkas", "kualitas": 95, "waktu_bulan": 12},
            **_cascade(person, induk),
        }
        for n in (1, 2, 3)
    ]  # fmt: skip
    extra = {
        "kategori": "tambahan", "uraian": "Anggota panitia hari jadi daerah", "indikator": "Jumlah kegiatan",
        "target": {"kuantitas": 12, "satuan": "kegiatan"},
        "sk": {
            "nomor": "SK.100/1/2025", "tanggal": date(plan.YEAR, 1, 2).isoformat(), "pemberi_id": issuer,
            "disepakati": True, "di_luar_tugas_pokok": True, "sesuai_kapasitas": True,
        },
    }  # fmt: skip
    sources = (*SOURCES, *MORE.get(tenant, ()))
    return {
        "sumber": [{"jenis": kind, "rujukan": f"{kind.replace('_', ' ').capitalize()} 2025"} for kind in sources],
        "butir": main + ([extra] if person.has_extra else []),
        "perilaku": "Melayani dengan ramah dan tepat waktu.",
        "benar": True,
    }


def _cascade(person: Person, induk: str | None) -> dict[str, Any]:
    """Where a kinerja comes down from (KUAN P8(1), KON P8(1))."""
    if person.jenis_jabatan == "jpt_pratama":
        return {"sasaran_unit": "Meningkatnya mutu pelayanan"}
    down = {"induk_id": induk} if induk else {}
    if person.jenis_jabatan == "fungsional":
        return down | {"butir_kegiatan": ["Menyusun laporan pelaksanaan kegiatan"]}
    return down

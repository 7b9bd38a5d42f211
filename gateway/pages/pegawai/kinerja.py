"""A kinerja between its form and the service: what was typed, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from gateway.pages.form import Form
from gateway.pages.pegawai.bekal import MOST_MONEY, TRAITS
from gateway.pages.visit import Visit
from gateway.pages.words import angka

FIELDS = {
    "kategori": "kategori", "uraian": "uraian", "indikator": "indikator", "jenis_indikator": "jenis_indikator",
    "induk_id": "induk", "sasaran_unit": "sasaran_unit", "butir_kegiatan": "kegiatan", "kuantitas": "kuantitas",
    "target": "kuantitas", "satuan": "satuan", "kualitas": "kualitas", "waktu_bulan": "waktu_bulan", "biaya": "biaya",
    "arah": "arah", "sampai": "sampai",
    "bulanan": "b1", "sk": "nomor", "nomor": "nomor", "tanggal": "tanggal", "pemberi_id": "pemberi",
    **dict.fromkeys(TRAITS, "syarat"),
}  # fmt: skip
MONTHS = range(1, 13)


def read(visit: Visit, form: Form, first_month: int = 1) -> dict[str, Any]:
    """A kinerja as the form has it; what is wrong stands in the form."""
    typed = visit.typed
    target = {
        "kuantitas": form.amount("kuantitas", 1_000_000), "satuan": typed.get("satuan", "").strip()[:50],
        "kualitas": form.amount("kualitas", 100), "waktu_bulan": form.amount("waktu_bulan", 12),
        "biaya": form.amount("biaya", MOST_MONEY, 0), "sampai": form.amount("sampai", 1_000_000),
        "arah": typed["arah"] if typed.get("arah") in ("kurang", "rentang", "ya") else "",
    }  # fmt: skip
    said: dict[str, Any] = {
        "kategori": "tambahan" if typed.get("kategori") == "tambahan" else "utama",
        "uraian": form.text("uraian", "Tulis kinerjanya: apa yang dihasilkan.", 2000),
        "indikator": form.text("indikator", "Tulis indikatornya: dengan apa hasilnya diukur.", 2000),
        "target": {name: value for name, value in target.items() if value not in (None, "")},
        "bulanan": _months(form, first_month, target["kuantitas"]),
    }
    if said["kategori"] == "tambahan":
        return said | {"sk": decree(visit, form)}
    if typed.get("induk"):
        said["induk_id"] = str(form.id("induk", "Pilih kinerja atasannya."))
    if goal := typed.get("sasaran_unit", "").strip():
        said["sasaran_unit"] = goal[:500]
    if typed.get("jenis_indikator") in ("tupoksi", "anggaran"):
        said["jenis_indikator"] = typed["jenis_indikator"]
    lines = [line.strip()[:500] for line in typed.get("kegiatan", "").splitlines() if line.strip()]
    return said | {"butir_kegiatan": lines[:50]}


def decree(visit: Visit, form: Form) -> dict[str, Any]:
    """The SK of a tugas tambahan."""
    giver = visit.typed.get("pemberi", "")
    day = form.day("tanggal", "Pilih tanggal SK-nya.")
    said: dict[str, Any] = {
        "nomor": form.text("nomor", "Tulis nomor SK-nya.", 100), "tanggal": day.isoformat() if day else "",
        **{trait: trait in visit.many("syarat") for trait in TRAITS},
    }  # fmt: skip
    if giver == "bupati":
        return said | {"pemberi_bupati": True}
    found = form.id("pemberi", "Pilih siapa yang memberi tugas ini.")
    return said | {"pemberi_id": str(found)}


def _months(form: Form, first: int, whole: Any) -> list[int]:
    """The owner's own parts of the year; none where no month is filled."""
    if not any(form.typed.get(f"b{n}", "").strip() for n in MONTHS):
        return []
    parts = [form.amount(f"b{n}", 1_000_000, 0) or 0 for n in MONTHS]
    parts[: first - 1] = [0] * (first - 1)
    if whole and (lacking := whole - sum(parts)):
        do = f"Tambahkan {angka(lacking)} lagi" if lacking > 0 else f"Kurangi {angka(-lacking)}"
        form.wrong("b1", f"Jumlah {angka(sum(parts))} dari {angka(whole)}. {do} pada bulan mana pun.")
    return parts

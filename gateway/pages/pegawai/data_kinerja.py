"""What the form of a kinerja shows: what was written before, and what it offers."""

from __future__ import annotations

from typing import Any

from gateway.pages.pegawai.bekal import TRAITS, Bekal


def values_of(butir: dict[str, Any]) -> dict[str, Any]:
    """A kinerja as the fields of its form have it; what it lacks is empty."""
    target, sk = butir["target"], butir.get("sk") or {}
    texts = {name: "" if (value := target.get(name)) is None else str(value) for name in (
        "kuantitas", "satuan", "kualitas", "waktu_bulan", "biaya", "arah", "sampai")}  # fmt: skip
    return {
        **texts, **{name: butir.get(name) or "" for name in (
            "kategori", "uraian", "indikator", "sasaran_unit", "jenis_indikator")},
        "induk": butir.get("induk_id") or "", "kegiatan": "\n".join(butir.get("butir_kegiatan") or ()),
        **{f"b{n}": str(part) for n, part in enumerate(butir.get("bulanan") or (), start=1)},
        "nomor": sk.get("nomor", ""), "tanggal": sk.get("tanggal", ""),
        "pemberi": "bupati" if sk.get("pemberi_bupati") else sk.get("pemberi_id") or "",
        "syarat": [trait for trait in TRAITS if sk.get(trait)],
    }  # fmt: skip


def choices(needs: Bekal, ticked: list[str]) -> dict[str, Any]:
    """What a form of a kinerja offers."""
    return {"bekal": needs, "syarat": TRAITS, "dicentang": set(ticked)}

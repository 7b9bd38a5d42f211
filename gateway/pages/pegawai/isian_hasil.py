"""The form of the second screen of a day's work: what was typed in it, and what stands in it at first."""

from __future__ import annotations

from datetime import date
from typing import Any

from gateway.pages.form import Form
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.pegawai.data_draf import Draft
from gateway.pages.words import jam

FIELDS = {"output": "hasil", "kuantitas": "jumlah", "mulai": "mulai", "selesai": "selesai", "bukti": "tautan"}
# Of the first screen, carried along: a form that is sent again says the same without a read.
_CARRIED = {"tanggal": "tanggal", "kategori": "kategori", "butir_id": "butir", "uraian": "uraian"}


def read(form: Form) -> dict[str, Any]:
    """An entry as the form has it; what is wrong stands in the form."""
    return {
        "output": form.text("hasil", "Tulis hasilnya: apa yang jadi.", 500),
        "kuantitas": form.number("jumlah", "Tulis berapa banyak."),
        "mulai": form.hour("mulai", "Tulis jam mulai."),
        "selesai": form.hour("selesai", "Tulis jam selesai."),
        "bukti": form.typed.get("tautan", "").strip() or None,
        **{member: form.typed.get(field) or None for member, field in _CARRIED.items()},
    }


def as_usual(last: Entry | None, day: date | None) -> dict[str, str]:
    """Amount and hours as of the last entry; on the same day one goes on where that ended."""
    if last is None:
        return {}
    hours = {"mulai": jam(last.mulai), "selesai": jam(last.selesai)}
    return {"jumlah": str(last.kuantitas)} | ({"mulai": jam(last.selesai)} if last.tanggal == day else hours)


def values_of(draft: Draft) -> dict[str, str]:
    """The draft as the fields of the form have it; what it lacks is empty."""
    isi = draft.isi
    return {
        "draf": str(draft.draf_id), "versi": str(draft.versi), "hasil": isi.output or "", "tautan": isi.bukti or "",
        "jumlah": str(isi.kuantitas or ""), "mulai": jam(isi.mulai) if isi.mulai else "",
        "selesai": jam(isi.selesai) if isi.selesai else "", "tanggal": isi.tanggal.isoformat() if isi.tanggal else "",
        "kategori": isi.kategori or "", "butir": str(isi.butir_id or ""), "uraian": isi.uraian or "",
    }  # fmt: skip

"""The form that opens a change of an SKP: its fields, and what the service is told of them."""

from __future__ import annotations

from typing import Any

from gateway.pages.form import Form
from gateway.pages.pegawai.data_perubahan import papers_of

FIELDS = {
    "sebab": "sebab", "dokumen": "berkas", "mulai": "mulai", "selesai": "selesai", "penugasan": "penugasan",
    "persetujuan": "persetujuan", "pemberi_tugas": "pemberi_tugas", "menghalangi": "menghalangi",
    "persetujuan_tanggal": "persetujuan_tanggal", "persetujuan_oleh": "persetujuan",
}  # fmt: skip


def read(form: Form) -> dict[str, Any]:
    """A change as the form has it; what is wrong stands in the form."""
    typed = form.typed
    said: dict[str, Any] = {
        "sebab": form.text("sebab", "Sebutkan sebabnya.", 100), "dokumen": papers_of(typed.get("dokumen", "")),
        "penugasan": typed.get("penugasan", "")[:50], "persetujuan": typed.get("persetujuan", "").strip()[:100],
    }  # fmt: skip
    days = ("mulai", "selesai", "persetujuan_tanggal")
    said |= {name: form.day(name, "") for name in days if typed.get(name, "").strip()}
    said |= {
        "menghalangi": typed.get("menghalangi") == "ya",
        "persetujuan_oleh": "bupati" if said["persetujuan"] else "",
    }
    if giver := papers_of(typed.get("pemberi_tugas", "")):
        said["pemberi_tugas"] = giver[0]
    return said

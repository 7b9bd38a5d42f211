"""The four forms of a decree: what each says of a person, as the service is told it."""

from __future__ import annotations

from typing import Any

from gateway.pages.form import Form
from gateway.pages.pengelola.data_pegawai import STATUS
from gateway.pages.visit import Visit

JABATAN = {
    "jpt_pratama": "JPT Pratama", "administrator": "administrator", "pengawas": "pengawas", "pelaksana": "pelaksana",
    "fungsional": "fungsional",
}  # fmt: skip
TERMS = {"penilai": "penilai", "status": "status", "jabatan": "jabatan"}


def _status(form: Form, visit: Visit) -> dict[str, Any]:
    typed = visit.typed
    until = form.day("selesai", "") if typed.get("selesai", "").strip() else None
    return _decree(form) | {
        "status": _of(form, "status", STATUS),
        "selesai": until,
        "lembaga": typed.get("lembaga", ""),
    }


def _post(form: Form, visit: Visit) -> dict[str, Any]:
    opd, _, unit = visit.typed.get("tempat", "").partition("/")
    if not unit:
        form.wrong("tempat", "Pilih unitnya.")
    return _decree(form) | {
        "jabatan": form.text("jabatan", "Tulis nama jabatannya.", 200), "opd": opd, "unit": unit,
        "jenis_jabatan": _of(form, "jenis_jabatan", JABATAN),
        "kelas_jabatan": form.number("kelas_jabatan", "Tulis kelas jabatannya.", 17),
        "memimpin_unit": visit.typed.get("memimpin_unit") == "ya",
    }  # fmt: skip


def _number(form: Form, visit: Visit) -> dict[str, Any]:
    return {
        "nip_baru": form.text("nip_baru", "Tulis NIP yang baru.", 64).replace(" ", ""),
        "tanggal": form.day("tanggal", "Pilih tanggal keputusannya."),
        "sk": form.text("sk", "Tulis nomor SK-nya.", 200),
        "golongan": visit.typed.get("golongan", "").strip()[:20],
    }  # fmt: skip


def _taken_back(form: Form, visit: Visit) -> dict[str, Any]:
    kind, _, rest = visit.typed.get("catatan", "").partition("|")
    begins, _, status = rest.partition("|")
    if kind not in TERMS or not begins:
        form.wrong("catatan", "Pilih catatan yang keliru.")
    said = {"jenis": kind, "mulai": begins, "alasan": form.text("alasan", "Tulis mengapa catatan itu keliru.", 500)}
    return said | ({"status": status} if status else {})


def _decree(form: Form) -> dict[str, Any]:
    return {"mulai": form.day("mulai", "Pilih sejak kapan."), "sk": form.text("sk", "Tulis nomor SK-nya.", 200)}


def _of(form: Form, field: str, known: dict[str, str]) -> str:
    value = form.typed.get(field, "")
    if value not in known:
        form.wrong(field, "Pilih salah satu.")
    return value


FORMS = {"status": _status, "jabatan": _post, "nip": _number, "tarik": _taken_back}

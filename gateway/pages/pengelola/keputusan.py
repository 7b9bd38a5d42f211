"""What a decree says of one person: another status, another post, another NIP; and one that was recorded by mistake."""

from __future__ import annotations

from functools import partial
from typing import Any

from gateway.pages.ask import together
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.pegawai import PURPOSE, STATUS, Opd, Whole
from gateway.pages.visit import Visit

JABATAN = {
    "jpt_pratama": "JPT Pratama", "administrator": "administrator", "pengawas": "pengawas", "pelaksana": "pelaksana",
    "fungsional": "fungsional",
}  # fmt: skip
TERMS = {"penilai": "penilai", "status": "status", "jabatan": "jabatan"}
STEPS = {"status": "/statuses", "jabatan": "/placements", "nip": "/nip-changes", "tarik": "/decrees/withdraw"}


async def show(visit: Visit) -> Outcome:
    """One of the four forms; the status first."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Record what the chosen form says."""
    step = visit.typed.get("langkah", "")
    step = step if step in STEPS else "status"
    form = Form(visit.typed)
    said = {"nip": visit.typed.get("nip", "")} | _FORMS[step](form, visit)
    told = None if form.salah else await visit.send("identity", STEPS[step], said)
    fields = {name: name for name in (*said, "nip_baru")} | {"nip": "sk" if step != "tarik" else "alasan"}
    return await settled(form, told, f"/pegawai/{visit.given['id']}?berubah=keputusan", fields, partial(_page, visit))


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


_FORMS = {"status": _status, "jabatan": _post, "nip": _number, "tarik": _taken_back}


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    whole, units = await together(
        visit.read("identity", f"/pegawai/{visit.given['id']}", Whole, tujuan=PURPOSE),
        visit.read("identity", "/opd", list[Opd], hitung="false"),
    )
    step = visit.typed.get("langkah") or visit.query.get("langkah", "")
    data = {
        "o": whole.pegawai, "d": whole, "opd": units, "salah": salah, "tolak": tolak, "status": STATUS,
        "jabatan": JABATAN, "langkah": step if step in STEPS else "status",
    }  # fmt: skip
    return Shown("pengelola/keputusan.html", data, 422 if salah or tolak else 200)

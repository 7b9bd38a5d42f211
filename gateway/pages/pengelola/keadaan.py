"""What about a person changes the TPP: sanctions, LHKPN, leave, study, CPNS, Plt; recorded by decree and ended."""

from __future__ import annotations

from functools import partial
from typing import Any

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_keadaan import Circumstances
from gateway.pages.visit import Visit

WHY_READ = "mencatat keadaan yang memengaruhi TPP"
_FIELDS = {name: name for name in ("nip", "kode", "mulai", "selesai", "nomor", "tanggal", "catatan", "alasan")}


async def show(visit: Visit) -> Outcome:
    """The last ones, and the form for the next."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Record one, or (with `id`) end it or take it back."""
    form, typed = Form(visit.typed), visit.typed
    if "id" in typed:
        ended: dict[str, Any] = {"alasan": form.text("alasan", "Tulis alasannya.", 1000)}
        if typed.get("langkah") != "batal":
            ended["selesai"] = form.text("selesai", "Tulis bulan terakhirnya, misalnya 2026-06.", 7)
        path = f"/circumstances/{form.id('id', 'Pilih keadaannya.')}/end"
        told = None if form.salah else await visit.send("tpp", path, ended)
        return await settled(form, told, "/tpp/keadaan", _FIELDS, partial(_page, visit))
    said: dict[str, Any] = {
        "nip": form.text("nip", "Tulis NIP-nya.", 25).replace(" ", ""),
        "kode": form.text("kode", "Pilih keadaannya.", 40),
        "mulai": form.text("mulai", "Tulis bulan pertamanya, misalnya 2026-01.", 7),
        "nomor": form.text("nomor", "Tulis nomor keputusan atau suratnya.", 100),
        "tanggal": form.day("tanggal", "Tulis tanggal keputusannya."), "catatan": typed.get("catatan", "")[:1000],
    }  # fmt: skip
    if typed.get("selesai", "").strip():
        said["selesai"] = typed["selesai"].strip()
    told = None if form.salah else await visit.send("tpp", "/circumstances", said)
    return await settled(form, told, "/tpp/keadaan?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("tpp", "/circumstances", Circumstances, tujuan=WHY_READ), me_of(visit), glance_of(visit)
    )
    data = {
        "keadaan": found.keadaan, "jenis": {one.kode: one.nama for one in found.jenis}, "s": glance, "salah": salah,
        "tolak": tolak, "ok": visit.query.get("ok", ""), "mencatat": "pengelola_kepegawaian" in me.peran,
    }  # fmt: skip
    return Shown("pengelola/keadaan.html", data, 422 if salah or tolak else 200)

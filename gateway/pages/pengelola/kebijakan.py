"""Policies of TPP amounts: all of them, and the file of a decree handed in."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_kebijakan import Line
from gateway.pages.visit import Visit

_FIELDS = {"berkas": "berkas", "nomor": "nomor", "tanggal": "tanggal"}


async def show(visit: Visit) -> Outcome:
    """All of them, and the form for the next."""
    return await _list(visit, {}, "")


async def hand_in(visit: Visit) -> Outcome:
    """A file with the number and the date of its decree; it waits for another person."""
    form = Form(visit.typed)
    nomor = form.text("nomor", "Tulis nomor keputusan atau peraturannya.", 100)
    tanggal = form.day("tanggal", "Tulis tanggal penetapannya.")
    file = visit.file("berkas")
    if file is None or not file.content:
        form.wrong("berkas", "Pilih berkas TOML kebijakannya.")
    told = None
    if not form.salah and file is not None:
        told = await visit.upload("tpp", "/policies", file, nomor=nomor, tanggal=tanggal)
    return await settled(form, told, "/tpp/kebijakan?ok=1", _FIELDS, partial(_list, visit))


async def _list(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("tpp", "/policies", list[Line]), me_of(visit), glance_of(visit)
    )  # fmt: skip
    data = {
        "kebijakan": found, "s": glance, "memuat": "super_admin" in me.peran, "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""),
    }  # fmt: skip
    return Shown("pengelola/kebijakan.html", data, 422 if salah or tolak else 200)

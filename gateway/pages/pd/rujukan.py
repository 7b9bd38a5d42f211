"""The reference list of a PD: kinds of activity with their unit of output; with a post they are its tupoksi."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

_FIELDS = {"nama": "nama", "satuan": "satuan", "jabatan": "jabatan", "mulai": "mulai", "selesai": "selesai"}


class Item(msgspec.Struct):
    """An item of the list."""

    rujukan_id: UUID
    nama: str
    satuan: str
    aktif: bool
    jabatan: str | None
    mulai: date | None
    selesai: date | None


async def show(visit: Visit) -> Outcome:
    """Those in use first."""
    return await _page(visit, {}, "")


async def keep(visit: Visit) -> Outcome:
    """One item more, or one that ends today."""
    form, typed = Form(visit.typed), visit.typed
    said: dict[str, object] = {
        "nama": form.text("nama", "Tulis nama kegiatannya.", 300),
        "satuan": form.text("satuan", "Tulis satuan hasilnya.", 50),
        "jabatan": typed.get("jabatan", "").strip()[:200] or None,
    }
    if typed.get("mulai", "").strip():
        said["mulai"] = form.day("mulai", "")
    if typed.get("rujukan"):
        said |= {"rujukan_id": typed["rujukan"][:36], "aktif": False}
    told = None if form.salah else await visit.send("activity", "/references", said)
    return await settled(form, told, "/pd/rujukan?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, glance = await together(visit.read("activity", "/references", list[Item]), glance_of(visit))
    found.sort(key=lambda one: (not one.aktif, one.jabatan or "", one.nama))
    ended = "rujukan" in visit.typed
    data = {
        "rujukan": found, "s": glance, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "nilai": {} if ended else visit.typed, "berlaku": sum(one.aktif for one in found),
    }  # fmt: skip
    return Shown("pd/rujukan.html", data, 422 if salah or tolak else 200)

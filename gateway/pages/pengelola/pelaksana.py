"""Who acts for whom as Plt or Plh: recorded by decree, ended earlier when the official is back."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

_FIELDS = {name: name for name in ("nip_pejabat", "nip_pelaksana", "nip_pemberi", "mulai", "selesai", "sk", "alasan")}


class Delegation(msgspec.Struct):
    """Somebody acts for an official within the dates, by a decree."""

    pelimpahan_id: UUID
    pejabat: str
    jabatan: str
    pelaksana: str
    sebagai: str
    mulai: date
    selesai: date
    sk: str


async def show(visit: Visit) -> Outcome:
    """Today's and coming ones."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Record one, or bring the end of one forward."""
    form = Form(visit.typed)
    if (ident := visit.given.get("id")) is not None:
        ended = {
            "selesai": form.day("selesai", "Pilih hari terakhirnya."),
            "alasan": form.text("alasan", "Tulis alasannya.", 500),
        }
        told = None if form.salah else await visit.send("identity", f"/delegations/{ident}/end", ended)
        return await settled(form, told, "/pelaksana?selesai=akhiri", _FIELDS, partial(_page, visit))
    said = {
        "nip_pejabat": form.text("nip_pejabat", "Tulis NIP pejabatnya.", 64).replace(" ", ""),
        "nip_pelaksana": form.text("nip_pelaksana", "Tulis NIP pelaksananya.", 64).replace(" ", ""),
        "sebagai": "plt" if visit.typed.get("sebagai") == "plt" else "plh",
        "mulai": form.day("mulai", "Pilih hari pertamanya."), "selesai": form.day("selesai", "Pilih hari terakhirnya."),
        "sk": form.text("sk", "Tulis nomor suratnya.", 200),
        "nip_pemberi": visit.typed.get("nip_pemberi", "").replace(" ", "") or None,
    }  # fmt: skip
    told = None if form.salah else await visit.send("identity", "/delegations", said)
    return await settled(form, told, "/pelaksana?selesai=catat", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me = await together(visit.read("identity", "/delegations", list[Delegation]), me_of(visit))
    data = {
        "pelaksana": sorted(found, key=lambda one: (one.mulai, one.pejabat)), "salah": salah, "tolak": tolak,
        "mencatat": "pengelola_kepegawaian" in me.peran, "selesai": visit.query.get("selesai", ""),
        "akhiri": visit.given.get("id") or visit.query.get("akhiri", ""),
    }  # fmt: skip
    return Shown("pengelola/pelaksana.html", data, 422 if salah or tolak else 200)

"""Somebody's closed month, opened again with a reason and a document."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.chrome import glance_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_pegawai import by_nip
from gateway.pages.visit import Visit

_FIELDS = {"alasan": "alasan", "dokumen": "dokumen", "periode": "periode"}


class Opened(msgspec.Struct):
    """Until when a month is open."""

    sampai: str


async def show(visit: Visit) -> Outcome:
    """The form that opens somebody's closed month."""
    return await _page(visit, {}, "")


async def open_month(visit: Visit) -> Outcome:
    """Open it, with the reason and the document that calls for it."""
    form = Form(visit.typed)
    found = await _who(visit, form)
    said = {
        "asn_id": found, "periode": form.text("periode", "Pilih bulannya.", 7),
        "alasan": form.text("alasan", "Tulis alasannya.", 2000),
        "dokumen": form.text("dokumen", "Tulis nomor suratnya.", 200),
    }  # fmt: skip
    if form.salah:
        return await _page(visit, form.salah, "")
    told = await visit.send("activity", "/months/open", said)
    if told.ok:
        return Go(f"/pd/bulan?sampai={told.as_(Opened).sampai}")
    rest = form.blame(told.problem, _FIELDS)
    return await _page(visit, form.salah, rest)


async def _who(visit: Visit, form: Form) -> UUID | None:
    nip = form.text("nip", "Tulis NIP-nya.", 64).replace(" ", "")
    if not nip:
        return None
    found = await by_nip(visit, nip)
    if found is None:
        form.wrong("nip", "NIP ini tidak ada di perangkat daerah Anda.")
        return None
    return found.asn_id


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    data = {"s": glance, "salah": salah, "tolak": tolak, "sampai": visit.query.get("sampai", "")}
    return Shown("pd/bulan.html", data, 422 if salah or tolak else 200)

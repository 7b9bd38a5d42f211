"""What else waits for a penilai of the SKP of subordinates: tugas tambahan given later, segments that ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_adendum import Addendum
from gateway.pages.visit import Visit


class Segment(msgspec.Struct):
    """An SKP that ended by a move or a change; `belum`: masa still to be measured."""

    skp_id: UUID
    asn_id: UUID
    nama: str
    mulai: date
    selesai: date
    sebab: str
    capaian: str | None
    belum: tuple[str, ...]
    confirmed_at: datetime | None


async def show(visit: Visit) -> Outcome:
    """Addenda to agree to, then segments to close."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Agree, refuse with a reason, or close a segment with the capaian that was seen."""
    form, step, ident = Form(visit.typed), visit.typed.get("langkah", ""), visit.typed.get("id", "")
    said: dict[str, Any] | None = None
    path = f"/addenda/{ident}/{'refuse' if step == 'tolak' else 'agree'}"
    if step == "tolak":
        said = {"alasan": form.text(f"alasan-{ident}", "Tulis alasannya.", 2000)}
    elif step == "tutup":
        path, said = f"/sasaran/{ident}/confirm", {"capaian": visit.typed.get("capaian", "")}
    if form.salah:
        return await _page(visit, form.salah, "")
    told = await visit.send("skp", path, said)
    if told.ok:
        return Go("/skp-bawahan/tambahan?ok=1")
    return await _page(visit, {}, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    year = glance.hari_ini.year
    addenda, segments = await together(
        visit.read("skp", "/addenda", list[Addendum], tahun=year),
        spare(visit.read("skp", "/segments", list[Segment], tahun=year)),
    )
    waiting = [one for one in addenda if one.keadaan == "menunggu" and one.asn_id != me.account_id]
    data = {
        "adendum": waiting, "segmen": segments or [], "s": glance, "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""), "saya": me,
    }  # fmt: skip
    return Shown("penilai/tambahan.html", data, 422 if salah or tolak else 200)

"""Closed surveys of behaviour that wait for one's answer (KON P29, P30)."""

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

MOST = 120


class Invitation(msgspec.Struct):
    """About whom one is asked, as a peer or a subordinate, and which aspects."""

    undangan_id: UUID
    nama: str
    kelompok: str
    aspek: tuple[str, ...]
    sampai: date


async def show(visit: Visit) -> Outcome:
    """All that wait."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Answer one, or decline it."""
    form, ident, step = Form(visit.typed), visit.typed.get("undangan", ""), visit.typed.get("langkah", "")
    if step == "tolak":
        declined = await visit.send("appraisal", f"/surveys/{ident}/decline")
        return await settled(form, declined, "/survei?ok=tolak", {}, partial(_page, visit))
    marks = {}
    for name in visit.typed:
        if name.startswith("n-"):
            mark = form.amount(name, MOST, least=0)
            if mark is None:
                form.wrong(name, f"Tulis bilangan bulat dari 0 sampai {MOST}.")
            marks[name.removeprefix("n-")] = mark
    told = None if form.salah else await visit.send("appraisal", f"/surveys/{ident}/answer", {"nilai": marks})
    return await settled(form, told, "/survei?ok=jawab", {}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, glance = await together(visit.read("appraisal", "/surveys", list[Invitation]), glance_of(visit))
    data = {
        "undangan": found, "s": glance, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "ini": visit.typed.get("undangan", ""),
    }  # fmt: skip
    return Shown("pegawai/survei.html", data, 422 if salah or tolak else 200)

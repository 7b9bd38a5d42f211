"""All SKP of one person in a year, for who appraises or helps; what monitoring recommends about them (KON P18(6))."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_skp import Plan
from gateway.pages.penilai.bawahan import PURPOSE
from gateway.pages.visit import Visit

_FIELDS = {"alasan": "alasan", "perubahan_lingkungan": "lingkungan", "bukti": "rujukan", "dokumen": "rujukan"}


class Advice(msgspec.Struct):
    """A recommendation with its evidence."""

    skp_id: UUID
    asn_id: UUID
    recorded_at: datetime
    alasan: str
    perubahan_lingkungan: str
    bukti: tuple[str, ...]


async def show(visit: Visit) -> Outcome:
    """Of this year, or the one asked for."""
    return await _page(visit, {}, "")


async def recommend(visit: Visit) -> Outcome:
    """Recommend that one of them be changed; the SKP itself stays as it is."""
    form = Form(visit.typed)
    ident = form.id("skp", "Pilih SKP-nya.")
    lines = form.text("rujukan", "Tulis paling sedikit satu bukti.", 5000).splitlines()
    said = {
        "alasan": form.text("alasan", "Tulis mengapa perlu diubah.", 2000),
        "perubahan_lingkungan": form.text("lingkungan", "Tulis apa yang berubah di sekitar organisasi.", 2000),
        "bukti": [line.strip()[:500] for line in lines if line.strip()][:50],
    }  # fmt: skip
    told = None if form.salah else await visit.send("skp", f"/sasaran/{ident}/recommendations", said)
    to = f"/bawahan/{visit.given['id']}/skp?ok=1&tahun={visit.typed.get('tahun', '')[:4]}"
    return await settled(form, told, to, _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance, ident = await glance_of(visit), visit.given["id"]
    year = year_of(visit.typed.get("tahun") or visit.query.get("tahun", ""), glance.hari_ini.year)
    plans, advice = await together(
        visit.read("skp", f"/people/{ident}/sasaran", list[Plan], tahun=year, tujuan=PURPOSE),
        spare(visit.read("skp", "/recommendations", list[Advice], tahun=year)),
    )
    data = {
        "skp": plans, "s": glance, "tahun": year, "ident": ident, "salah": salah, "tolak": tolak,
        "saran": [one for one in advice or [] if str(one.asn_id) == ident], "boleh": advice is not None,
        "berlaku": [one for one in plans if one.state == "set"], "ok": visit.query.get("ok", ""),
        "nama": plans[0].nama if plans else "",
    }  # fmt: skip
    return Shown("penilai/skp-orang.html", data, 422 if salah or tolak else 200)

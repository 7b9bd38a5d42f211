"""One's own pembinaan: what was agreed in the session, and what one says of it oneself (KUAN P31(1))."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.kosong import Pembinaan
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """Newest first."""
    return await _page(visit, {}, "")


async def answer(visit: Visit) -> Outcome:
    """Say what one thinks of it; the penilai reads it before it is closed."""
    form, ident = Form(visit.typed), visit.typed.get("id", "")
    said = {"tanggapan": form.text("tanggapan", "Tulis tanggapan Anda.", 2000)}
    told = None if form.salah else await visit.send("activity", f"/pembinaan/{ident}/answer", said)
    return await settled(form, told, "/pembinaan?ok=1", {"tanggapan": "tanggapan"}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("activity", "/pembinaan", list[Pembinaan]), me_of(visit), glance_of(visit)
    )
    data = {
        "bina": [one for one in found if one.asn_id == me.account_id], "s": glance, "salah": salah, "tolak": tolak,
        "ini": visit.typed.get("id", ""), "ok": visit.query.get("ok", ""),
    }  # fmt: skip
    return Shown("pegawai/pembinaan.html", data, 422 if salah or tolak else 200)

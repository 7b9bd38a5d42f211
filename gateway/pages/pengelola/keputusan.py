"""What a decree says of one person: another status, another post, another NIP; and one that was recorded by mistake."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_pegawai import STATUS, Opd
from gateway.pages.pengelola.data_seorang import PURPOSE, Whole
from gateway.pages.pengelola.isian_keputusan import FORMS, JABATAN
from gateway.pages.visit import Visit

STEPS = {"status": "/statuses", "jabatan": "/placements", "nip": "/nip-changes", "tarik": "/decrees/withdraw"}


async def show(visit: Visit) -> Outcome:
    """One of the four forms; the status first."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Record what the chosen form says."""
    step = visit.typed.get("langkah", "")
    step = step if step in STEPS else "status"
    form = Form(visit.typed)
    said = {"nip": visit.typed.get("nip", "")} | FORMS[step](form, visit)
    told = None if form.salah else await visit.send("identity", STEPS[step], said)
    fields = {name: name for name in (*said, "nip_baru")} | {"nip": "sk" if step != "tarik" else "alasan"}
    return await settled(form, told, f"/pegawai/{visit.given['id']}?berubah=keputusan", fields, partial(_page, visit))


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

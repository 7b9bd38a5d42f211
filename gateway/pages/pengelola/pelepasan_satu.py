"""One release of data: consented to, coordinated, taken, revoked (KUAN P26(2))."""

from __future__ import annotations

from functools import partial
from typing import Any

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_pelepasan import ASKER, KINDS, Release
from gateway.pages.pengelola.data_pembaca import TOPICS
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """One release with everything that was said."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Say yes or no, or take a yes back; `langkah` and the hidden fields say for whom."""
    form, typed, ident = Form(visit.typed), visit.typed, visit.given["id"]
    step, sebagai, opd = typed.get("langkah", ""), typed.get("sebagai", ""), typed.get("opd", "")
    said: dict[str, Any] = {"alasan": typed.get("alasan", "").strip()[:1000]}
    if step != "setuju":
        said["alasan"] = form.text("alasan", "Tulis alasannya.", 1000)
    if step == "cabut":
        path, said = "revoke", said | {"sebagai": sebagai, "opd": opd}
    elif sebagai == "pengelola":
        path, said = "consent", said | {"sikap": step}
    else:
        path, said = "coordinate", said | {"sikap": step, "opd": opd}
    told = None if form.salah else await visit.send("reporting", f"/releases/{ident}/{path}", said)
    return await settled(form, told, f"/pelepasan/{ident}", {"alasan": "alasan"}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    path = f"/releases/{visit.given['id']}"
    found, me, glance = await together(visit.read("reporting", path, Release), me_of(visit), glance_of(visit))
    data = {
        "p": found, "s": glance, "jenis": KINDS, "topik": TOPICS, "mengambil": ASKER in me.peran,
        "salah": salah, "tolak": tolak,
    }  # fmt: skip
    return Shown("pengelola/pelepasan-satu.html", data, 422 if salah or tolak else 200)

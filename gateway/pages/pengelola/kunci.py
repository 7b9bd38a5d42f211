"""The signing key, and how it is changed."""

from __future__ import annotations

from functools import partial

from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """The signing key, and how it is changed."""
    return await _page(visit, {}, "")


async def rotate(visit: Visit) -> Outcome:
    """Sign with a fresh key from now on."""
    form = Form(visit.typed)
    if visit.typed.get("yakin") != "ya":
        form.wrong("yakin", "Centang bila memang hendak mengganti kunci.")
    told = None if form.salah else await visit.send("identity", "/keys/rotate")
    return await settled(form, told, "/operasi/kunci?selesai=1", {}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    data = {"salah": salah, "tolak": tolak, "selesai": visit.query.get("selesai", "")}
    return Shown("pengelola/kunci.html", data, 422 if salah or tolak else 200)

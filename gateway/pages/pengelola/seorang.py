"""One person with posts, superiors, status and roles, and the change of the superior."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_pegawai import ACCOUNT, STATUS
from gateway.pages.pengelola.data_seorang import PURPOSE, Whole
from gateway.pages.visit import Visit

_FIELDS = {"nip_penilai": "nip_penilai", "mulai": "mulai", "sk": "sk", "sebagai": "nip_penilai"}


async def show(visit: Visit) -> Outcome:
    """One person."""
    return await _page(visit, {}, "")


async def change(visit: Visit) -> Outcome:
    """Another superior from a day on, by decree; or none, where the post is vacant or the Bupati appraises."""
    form = Form(visit.typed)
    kind = visit.typed.get("sebagai", "definitif")
    said = {
        "nip": visit.typed.get("nip", ""), "sebagai": kind, "mulai": form.day("mulai", "Pilih sejak kapan."),
        "sk": form.text("sk", "Tulis nomor SK-nya.", 200), "nip_penilai": None,
    }  # fmt: skip
    if kind == "definitif":
        said["nip_penilai"] = form.text("nip_penilai", "Tulis NIP penilai yang baru.", 64).replace(" ", "")
    told = None if form.salah else await visit.send("identity", "/penilai", said)
    return await settled(form, told, f"/pegawai/{visit.given['id']}?berubah=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    whole, me, glance = await together(
        visit.read("identity", f"/pegawai/{visit.given['id']}", Whole, tujuan=PURPOSE),
        me_of(visit), glance_of(visit),
    )  # fmt: skip
    data = {
        "o": whole.pegawai, "d": whole, "s": glance, "salah": salah, "tolak": tolak, "status": STATUS,
        "akun": ACCOUNT, "mengubah": "pengelola_kepegawaian" in me.peran, "berubah": visit.query.get("berubah", ""),
    }  # fmt: skip
    return Shown("pengelola/seorang.html", data, 422 if salah or tolak else 200)

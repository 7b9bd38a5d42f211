"""The part of one PD in a list of payment, person by person; its head agrees to it or sends it back."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pd.data_daftar import PartView
from gateway.pages.visit import Visit

READS = frozenset({"pengelola_tpp", "kepala_badan", "inspektorat"})  # slips of others (kebijakan)
WHY_READ = "memeriksa daftar pembayaran TPP"


async def show(visit: Visit) -> Outcome:
    """`?ke=0&opd=DINKES`."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Agree to what was shown, or send it back with what is wrong."""
    form, typed = Form(visit.typed), visit.typed
    wish = {
        "periode": visit.given["bulan"], "ke": form.shown("ke"), "opd": typed.get("opd", ""),
        "orang": form.shown("orang"), "jumlah": form.shown("jumlah"),
    }  # fmt: skip
    path = "/lists/agree"
    if typed.get("langkah") == "kembalikan":
        path = "/lists/return"
        wish["alasan"] = form.text("alasan", "Tulis apa yang keliru, supaya pengelola TPP dapat memperbaikinya.", 1000)
    told = None if form.salah else await visit.send("tpp", path, wish)
    return await settled(form, told, f"/tpp/daftar/{visit.given['bulan']}", {"alasan": "alasan"}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    asked = {name: visit.query.get(name) or visit.typed.get(name, "") for name in ("ke", "opd")}
    ke = asked["ke"] if asked["ke"].isdigit() else "0"
    month = visit.given["bulan"]
    found, glance, me = await together(
        visit.read("tpp", "/lists/people", PartView, periode=month, ke=ke, opd=asked["opd"] or "-", tujuan=WHY_READ),
        glance_of(visit),
        me_of(visit),
    )
    data = {
        "b": found, "s": glance, "periode": month, "salah": salah, "tolak": tolak, "nilai": visit.typed,
        "memeriksa": "kepala_pd" in me.peran and found.tahap == "draf", "membaca": bool(READS & set(me.peran)),
    }  # fmt: skip
    return Shown("pd/daftar.html", data, 422 if salah or tolak else 200)

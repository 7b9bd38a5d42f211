"""One policy of TPP amounts, read value by value, confirmed by another person or withdrawn."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_kebijakan import Policy
from gateway.pages.problem import Problem
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """One, value by value."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Confirm it, or withdraw it with a reason."""
    path, form = f"/policies/{visit.given['id']}", Form(visit.typed)
    if visit.typed.get("langkah") != "cabut":
        told = await visit.send("tpp", f"{path}/confirm")
        return Go("/tpp/kebijakan") if told.ok else await _page(visit, {}, _why(told.problem))
    why = form.text("alasan", "Tulis mengapa kebijakan ini dicabut.", 1000)
    told_or_none = None if form.salah else await visit.send("tpp", f"{path}/withdraw", {"alasan": why})
    return await settled(form, told_or_none, "/tpp/kebijakan", {"alasan": "alasan"}, partial(_page, visit))


def _why(problem: Problem) -> str:
    return with_pasal(problem.detail, problem.pasal or "")


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("tpp", f"/policies/{visit.given['id']}", Policy), me_of(visit), glance_of(visit)
    )
    roles, line = set(me.peran), found.kebijakan
    data = {
        "k": line, "isi": found.isi, "s": glance, "salah": salah, "tolak": tolak,
        "milik": line.dimuat_oleh == me.account_id,
        "mengonfirmasi": "pengelola_e_kinerja" in roles and line.keadaan == "dimuat",
        "mencabut": bool(roles & {"super_admin", "pengelola_e_kinerja"}) and line.keadaan != "dicabut",
    }  # fmt: skip
    return Shown("pengelola/kebijakan-satu.html", data, 422 if salah or tolak else 200)

"""The lists of payment of a month: what each PD agrees to, what is final, and what is taken for payment."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.pengelola.data_daftar import PaymentList
from gateway.pages.pengelola.pagu import Line as Budget
from gateway.pages.visit import Visit

FINAL = frozenset({"kepala_badan"})


async def latest(visit: Visit) -> Outcome:
    """`/tpp/daftar`: of the month that has ended."""
    glance = await glance_of(visit)
    return Go(f"/tpp/daftar/{neighbour(f'{glance.hari_ini:%Y-%m}', -1)}")


async def show(visit: Visit) -> Outcome:
    """All lists of one month."""
    return await _page(visit, "")


async def act(visit: Visit) -> Outcome:
    """The final word, or that the list is taken for payment; `langkah` says which, the figures are those shown."""
    month, form = visit.given["bulan"], Form(visit.typed)
    wish: dict[str, object] = {"periode": month, "ke": form.shown("ke")}
    if visit.typed.get("langkah") == "ambil":
        told = await visit.send("tpp", "/lists/export", wish)
    else:
        wish |= {"orang": form.shown("orang"), "jumlah": form.shown("jumlah")}
        told = await visit.send("tpp", "/lists/finalize", wish)
    if told.ok:
        return Go(f"/tpp/daftar/{month}")
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, tolak: str) -> Shown:
    month = visit.given["bulan"]
    found, budgets, glance, me = await together(
        visit.read("tpp", "/lists", list[PaymentList], periode=month),
        visit.read("tpp", "/budgets", list[Budget], tahun=int(month[:4])), glance_of(visit), me_of(visit),
    )  # fmt: skip
    data = {
        "daftar": found, "pagu": [one for one in budgets if one.awas], "s": glance, "periode": month,
        "sebelum": neighbour(month, -1), "sesudah": neighbour(month, 1), "tolak": tolak,
        "akan": f"{glance.hari_ini:%Y-%m}" <= month,
        "mengesahkan": bool(FINAL & set(me.peran)), "mengelola": "pengelola_tpp" in me.peran,
    }  # fmt: skip
    return Shown("pengelola/daftar.html", data, 422 if tolak else 200)

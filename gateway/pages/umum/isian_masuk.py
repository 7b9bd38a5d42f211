"""The form of the sign-in: what stands in it, and what is wrong with it."""

from __future__ import annotations

from gateway.pages.form import Form, with_pasal
from gateway.pages.kept import FIELD
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.problem import Told
from gateway.pages.visit import Visit

_FIELDS = {"tenant": "pemda", "nip": "nip", "sandi": "sandi", "kode": "kode"}


def bare(nip: str) -> str:
    """A NIP without the spaces that people put in it; a name of an account as it is."""
    close = nip.replace(" ", "")
    return close if close.isdigit() else nip


def refused(visit: Visit, form: Form, told: Told) -> Outcome:
    """The form again, the refusal beside its field; with a field for the code where identity asks for one."""
    problem = told.problem
    if problem.status == 401 and problem.field is None:
        form.wrong("sandi", problem.detail)
        return page(visit, form.salah, "")
    asks_code = problem.field == "kode"
    if asks_code and not visit.typed.get("kode"):
        return page(visit, {}, "", kode=True)
    rest = (
        form.blame(problem, _FIELDS)
        if problem.status in (401, 422)
        else with_pasal(problem.detail, problem.pasal or "")
    )
    return page(visit, form.salah, rest, kode=asks_code)


def page(visit: Visit, salah: dict[str, str], tolak: str, *, kode: bool = False) -> Shown:
    """The form with what was typed, but the password; `kode`: with a field for the code of the second factor."""
    chosen = visit.typed.get("pemda") or visit.query.get("pemda") or visit.tenant
    data = {
        "semua": list(visit.regencies.values()), "pilihan": chosen, "salah": salah, "tolak": tolak,
        "kode": kode or bool(visit.typed.get("kode")), "keluar": "keluar" in visit.query,
        "simpanan": visit.typed.get(FIELD, ""), "lanjut": visit.typed.get("lanjut") or visit.query.get("lanjut", ""),
    }  # fmt: skip
    return Shown("umum/masuk.html", data, 422 if salah or tolak else 200)

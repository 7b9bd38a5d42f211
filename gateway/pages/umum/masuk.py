"""Signing in and out. The tokens go to the gateway, sealed; the browser gets a cookie that says nothing."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.between import Tokens, Word
from gateway.pages.form import Form, with_pasal
from gateway.pages.kept import FIELD, opened
from gateway.pages.outcome import Go, Outcome, Resume, Shown
from gateway.pages.problem import Told
from gateway.pages.visit import Visit

_NEXT = {"sandi": "/akun/sandi", "totp": "/akun/kode"}
_FIELDS = {"tenant": "pemda", "nip": "nip", "sandi": "sandi", "kode": "kode"}


class _Tokens(msgspec.Struct):
    access_token: str
    refresh_token: str
    expires_in: int
    account_id: UUID
    limited: str = ""


async def door(visit: Visit) -> Outcome:
    """`/`: to the home page, or to the sign-in."""
    return Go("/beranda" if visit.token else "/masuk")


async def show(visit: Visit) -> Outcome:
    """The sign-in; who has signed in already goes on."""
    return Go("/beranda") if visit.token and not visit.to_do else _page(visit, {}, "")


async def sign_in(visit: Visit) -> Outcome:
    """Ask identity; a refusal comes back beside its field with everything but the password still there."""
    form = Form(visit.typed)
    pemda = form.text("pemda", "Pilih Pemda Anda.", 40)
    nip = form.text("nip", "Tulis NIP atau NI PPPK Anda.", 60)
    sandi = visit.typed.get("sandi", "")
    if not sandi:
        form.wrong("sandi", "Tulis kata sandi Anda.")
    if form.salah:
        return _page(visit, form.salah, "")
    given = {"tenant": pemda, "nip": _bare(nip), "sandi": sandi}
    if kode := visit.typed.get("kode", "").replace(" ", ""):
        given["kode"] = kode
    told = await visit.sign_in(given)
    if not told.ok:
        return _refused(visit, form, told)
    found: _Tokens = told.as_(_Tokens)
    tokens = Tokens(found.access_token, found.refresh_token, found.expires_in, found.limited)
    if not found.limited and (kept := opened(visit, str(found.account_id))):
        return Resume(kept.path, kept.body, f"Bearer {found.access_token}", Word("buka", pemda, tokens))
    return Go(_NEXT.get(found.limited) or after(visit.typed.get("lanjut", "")), Word("buka", pemda, tokens))


def late(visit: Visit, sealed: str) -> Shown:
    """The sign-in for somebody whose form came too late; what was typed goes along, sealed."""
    shown = _page(visit, {}, "")
    return Shown(shown.template, shown.data | {"simpanan": sealed, "nilai": {}, "lanjut": ""}, 401)


async def sign_out(visit: Visit) -> Outcome:
    """End the session, here and at identity."""
    return Go("/masuk?keluar=1", Word("akhiri")) if visit.token else Go("/masuk")


def after(wanted: str) -> str:
    """Where to go on: an address of ours, else the home page."""
    is_ours = (
        wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isascii() and wanted.isprintable()
    )
    return wanted if is_ours and len(wanted) < 300 else "/beranda"


def _bare(nip: str) -> str:
    """A NIP without the spaces that people put in it; a name of an account as it is."""
    close = nip.replace(" ", "")
    return close if close.isdigit() else nip


def _refused(visit: Visit, form: Form, told: Told) -> Outcome:
    problem = told.problem
    if problem.status == 401 and problem.field is None:
        form.wrong("sandi", problem.detail)
        return _page(visit, form.salah, "")
    asks_code = problem.field == "kode"
    if asks_code and not visit.typed.get("kode"):
        return _page(visit, {}, "", kode=True)
    rest = (
        form.blame(problem, _FIELDS)
        if problem.status in (401, 422)
        else with_pasal(problem.detail, problem.pasal or "")
    )
    return _page(visit, form.salah, rest, kode=asks_code)


def _page(visit: Visit, salah: dict[str, str], tolak: str, *, kode: bool = False) -> Shown:
    chosen = visit.typed.get("pemda") or visit.query.get("pemda") or visit.tenant
    data = {
        "semua": list(visit.regencies.values()), "pilihan": chosen, "salah": salah, "tolak": tolak,
        "kode": kode or bool(visit.typed.get("kode")), "keluar": "keluar" in visit.query,
        "simpanan": visit.typed.get(FIELD, ""), "lanjut": visit.typed.get("lanjut") or visit.query.get("lanjut", ""),
    }  # fmt: skip
    return Shown("umum/masuk.html", data, 422 if salah or tolak else 200)

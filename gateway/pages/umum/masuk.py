"""Signing in and out. The tokens go to the gateway, sealed; the browser gets a cookie that says nothing."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.between import Tokens, Word
from gateway.pages.form import Form
from gateway.pages.kept import opened
from gateway.pages.outcome import Go, Outcome, Resume, Shown
from gateway.pages.umum.isian_masuk import bare, page, refused
from gateway.pages.visit import Visit

_NEXT = {"sandi": "/akun/sandi", "totp": "/akun/kode"}


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
    return Go("/beranda") if visit.token and not visit.to_do else page(visit, {}, "")


async def sign_in(visit: Visit) -> Outcome:
    """Ask identity; a refusal comes back beside its field with everything but the password still there."""
    form = Form(visit.typed)
    pemda = form.text("pemda", "Pilih Pemda Anda.", 40)
    nip = form.text("nip", "Tulis NIP atau NI PPPK Anda.", 60)
    sandi = visit.typed.get("sandi", "")
    if not sandi:
        form.wrong("sandi", "Tulis kata sandi Anda.")
    if form.salah:
        return page(visit, form.salah, "")
    given = {"tenant": pemda, "nip": bare(nip), "sandi": sandi}
    if kode := visit.typed.get("kode", "").replace(" ", ""):
        given["kode"] = kode
    told = await visit.sign_in(given)
    if not told.ok:
        return refused(visit, form, told)
    found: _Tokens = told.as_(_Tokens)
    tokens = Tokens(found.access_token, found.refresh_token, found.expires_in, found.limited)
    if not found.limited and (kept := opened(visit, str(found.account_id))):
        return Resume(kept.path, kept.body, f"Bearer {found.access_token}", Word("buka", pemda, tokens))
    return Go(_NEXT.get(found.limited) or after(visit.typed.get("lanjut", "")), Word("buka", pemda, tokens))


def late(visit: Visit, sealed: str) -> Shown:
    """The sign-in for somebody whose form came too late; what was typed goes along, sealed."""
    shown = page(visit, {}, "")
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

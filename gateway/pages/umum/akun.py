"""One's own account: the password, the second factor."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
import segno

from gateway.between import Word
from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

_FIELDS = {"lama": "lama", "baru": "baru", "kode": "kode"}


class _Enrolment(msgspec.Struct):
    secret: str
    uri: str


async def password(visit: Visit) -> Outcome:
    """The form to change the password; the first one must be changed."""
    return _password(visit, {}, "")


async def change_password(visit: Visit) -> Outcome:
    """Change it; the session goes on with what it may do now."""
    form = Form(visit.typed)
    lama = visit.typed.get("lama", "")
    baru = visit.typed.get("baru", "")
    for name, value, lacking in (
        ("lama", lama, "Tulis kata sandi yang sekarang."),
        ("baru", baru, "Tulis kata sandi baru."),
    ):
        if not value:
            form.wrong(name, lacking)
    if baru and baru != visit.typed.get("ulang", ""):
        form.wrong("ulang", "Kata sandi baru tidak sama dengan yang di atas.")
    if form.salah:
        return _password(visit, form.salah, "")
    told = await visit.send("identity", "/password", {"lama": lama, "baru": baru})
    if told.ok:
        return Go("/beranda", Word("perbarui"))
    problem = told.problem
    if problem.status == 403 and problem.field is None:
        form.wrong("lama", problem.detail)
        return _password(visit, form.salah, "")
    rest = form.blame(problem, _FIELDS)
    return _password(visit, form.salah, rest)


def _password(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    data = {"salah": salah, "tolak": tolak, "pertama": visit.to_do == "sandi"}
    return Shown("umum/sandi.html", data, 422 if salah or tolak else 200)


async def second_factor(visit: Visit) -> Outcome:
    """The start of the enrolment: the secret itself is made by the form that asks for it."""
    return Shown("umum/kode.html", {"rahasia_kode": "", "uri": "", "qr": "", "wajib": visit.to_do == "totp"})


async def confirm_factor(visit: Visit) -> Outcome:
    """First the secret, to be photographed; then its first code."""
    if not visit.typed.get("uri"):
        told = await visit.send("identity", "/totp")
        if not told.ok:
            return _factor(visit, "", "", {}, told.problem.detail)
        made: _Enrolment = told.as_(_Enrolment)
        return _factor(visit, made.secret, made.uri, {}, "")
    form = Form(visit.typed)
    secret, uri = visit.typed.get("rahasia", ""), visit.typed["uri"]
    kode = form.text("kode", "Tulis enam angka dari aplikasi.", 12).replace(" ", "")
    if not form.salah:
        told = await visit.send("identity", "/totp/confirm", {"kode": kode})
        if told.ok:
            return Go("/beranda", Word("perbarui"))
        rest = form.blame(told.problem, _FIELDS)
        if rest:
            form.wrong("kode", rest)
    return _factor(visit, secret, uri, form.salah, "")


def _factor(visit: Visit, secret: str, uri: str, salah: dict[str, str], tolak: str) -> Shown:
    data = {
        "rahasia_kode": secret, "uri": uri, "qr": _drawn(uri) if uri.startswith("otpauth://") else "", "salah": salah,
        "tolak": tolak, "wajib": visit.to_do == "totp",
    }  # fmt: skip
    return Shown("umum/kode.html", data, 422 if salah or tolak else 200)


def _drawn(uri: str) -> str:
    """The QR code as the path of an SVG: one square a dark module, a margin of four."""
    rows = segno.make(uri[:600], error="m").matrix
    squares = [f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return f"{len(rows) + 8}|{''.join(squares)}"


class _Session(msgspec.Struct):
    sesi_id: UUID
    opened_at: datetime
    expires_at: datetime
    ini: bool


async def show(visit: Visit) -> Outcome:
    """Who is signed in, where, and what can be changed about it."""
    me, sessions, glance = await together(
        me_of(visit),
        visit.read("identity", "/sessions", list[_Session]),
        glance_of(visit),
    )
    return Shown("umum/akun.html", {"saya": me, "sesi": sessions, "s": glance})


async def end_session(visit: Visit) -> Outcome:
    """End one of the other sessions."""
    told = await visit.send("identity", f"/sessions/{visit.given['id']}/revoke")
    if not told.ok and told.status != 404:
        raise trouble_of(told.problem)
    return Go("/akun")

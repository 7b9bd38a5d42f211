"""One's own second factor: the secret as a QR code, then its first code."""

from __future__ import annotations

import msgspec
import segno

from gateway.between import Word
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

_FIELDS = {"kode": "kode"}


class _Enrolment(msgspec.Struct):
    secret: str
    uri: str


async def show(visit: Visit) -> Outcome:
    """The start of the enrolment: the secret itself is made by the form that asks for it."""
    return Shown("umum/kode.html", {"rahasia_kode": "", "uri": "", "qr": "", "wajib": visit.to_do == "totp"})


async def confirm(visit: Visit) -> Outcome:
    """First the secret, to be photographed; then its first code."""
    if not visit.typed.get("uri"):
        told = await visit.send("identity", "/totp")
        if not told.ok:
            return _page(visit, "", "", {}, told.problem.detail)
        made: _Enrolment = told.as_(_Enrolment)
        return _page(visit, made.secret, made.uri, {}, "")
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
    return _page(visit, secret, uri, form.salah, "")


def _page(visit: Visit, secret: str, uri: str, salah: dict[str, str], tolak: str) -> Shown:
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

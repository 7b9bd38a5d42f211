"""What a paper bears so that a stranger can check it: a code, the page that takes it, and that page as a QR code."""

from __future__ import annotations

import segno

from chassis.regulation import Head


def svg(text: str) -> str:
    """An SVG of squares, one unit a module, with its margin; of at most 600 characters."""
    rows = segno.make(text[:600], error="m").matrix
    size = len(rows) + 8
    squares = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{squares}"/></svg>'


def page_of(head: Head, code: str) -> str:
    """The address where a stranger checks a paper of this Pemda."""
    return f"{head.labels.get('alamat', '')}/cek/{code}?pemda={head.tenants[0]}"


def stamp(head: Head, code: str, spoken: str) -> dict[str, str]:
    """For the template of a paper: `kode` as it is printed, `halaman`, `qr` (SVG)."""
    page = page_of(head, code)
    return {"kode": spoken, "halaman": page, "qr": svg(page)}

"""What a paper bears so that a stranger can check it: a code, the page that takes it, and that page as a QR code."""

from __future__ import annotations

from uuid import UUID

import segno

from chassis.regulation import Head
from kernel.kode import code_of, spoken


def svg(text: str) -> str:
    """An SVG of squares, one unit a module, with its margin; of at most 600 characters."""
    rows = segno.make(text[:600], error="m").matrix
    size = len(rows) + 8
    squares = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{squares}"/></svg>'


def page_of(head: Head, code: str) -> str:
    """The address where a stranger checks a paper of this Pemda."""
    return f"{head.labels.get('alamat', '')}/cek/{code}?pemda={head.tenants[0]}"


def stamp(head: Head, jenis: str, objek: UUID, versi: int = 1) -> dict[str, str]:
    """What a paper of a kind about an object bears: `kode` as it is printed, `halaman`, `qr` (SVG)."""
    code = code_of(jenis, str(objek), versi)
    page = page_of(head, code)
    return {"kode": spoken(code), "halaman": page, "qr": svg(page)}

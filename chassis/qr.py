"""A text as a QR code, to be put on a paper."""

from __future__ import annotations

import segno


def svg(text: str) -> str:
    """An SVG of squares, one unit a module, with its margin; of at most 600 characters."""
    rows = segno.make(text[:600], error="m").matrix
    size = len(rows) + 8
    squares = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{squares}"/></svg>'

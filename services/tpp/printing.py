"""The slip on paper."""

from __future__ import annotations

from pathlib import Path

import msgspec

from chassis import paper
from services.tpp.queries import SlipView

_TEMPLATE = Path(__file__).with_name("slip.typ")


async def slip_pdf(view: SlipView, pemda: str) -> bytes:
    """The slip as PDF/A-2b; amounts are written the Indonesian way."""
    return await paper.pdf(_TEMPLATE, msgspec.to_builtins(view) | {"pemda": pemda})

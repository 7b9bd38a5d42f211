"""Whether those named may be asked about somebody's behaviour (KON P29(2-3)). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from contracts.refusal import lacking


def check_raters(
    rekan: Sequence[UUID], bawahan: Sequence[UUID], peers: Collection[UUID], subordinates: Collection[UUID]
) -> None:
    """Every peer is one and every subordinate is one; Refusal 422 names the first who is not."""
    for n, one in enumerate(rekan):
        if one not in peers:
            raise lacking("Bukan rekan kerja setingkat dalam unit kerja yang sama.", "KON 29(2)", f"rekan[{n}]")
    for n, one in enumerate(bawahan):
        if one not in subordinates:
            raise lacking("Bukan bawahan langsung pada unit kerja yang sama.", "KON 29(3)", f"bawahan[{n}]")

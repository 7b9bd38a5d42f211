"""Whether those named may be asked about somebody's behaviour (KON P29(2-3)). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from contracts.refusal import Refusal, rule

NO_PEER = rule("identity.rater.no_peer", 422, "Bukan rekan kerja setingkat dalam unit kerja yang sama.")
NO_SUBORDINATE = rule("identity.rater.no_subordinate", 422, "Bukan bawahan langsung pada unit kerja yang sama.")


def check_raters(
    rekan: Sequence[UUID], bawahan: Sequence[UUID], peers: Collection[UUID], subordinates: Collection[UUID]
) -> None:
    """Every peer is one and every subordinate is one; Refusal 422 names the first who is not."""
    for n, one in enumerate(rekan):
        if one not in peers:
            raise Refusal(NO_PEER, field=f"rekan[{n}]")
    for n, one in enumerate(bawahan):
        if one not in subordinates:
            raise Refusal(NO_SUBORDINATE, field=f"bawahan[{n}]")

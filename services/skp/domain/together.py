"""What is against a command that names several SKPs: all are taken, or none. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from contracts.refusal import Refusal

_GRAVEST = (404, 403, 409, 422)


def of_many(ids: Sequence[UUID], against: Mapping[UUID, Refusal]) -> Refusal:
    """What is against some of the SKPs of a command, each by its place; of a single SKP the refusal as it is.

    The gravest status speaks for all: what is not there before what is another's, and that before the wrong state.
    """
    if len(ids) == 1:
        return against[ids[0]]
    found = [(n, against[i]) for n, i in enumerate(ids) if i in against]
    worst = min((refusal for _, refusal in found), key=lambda r: _GRAVEST.index(r.status))
    parts = tuple(refusal.at(f"ids[{n}]") for n, refusal in found)
    return worst.of_many("ids", parts, f"{len(found)} dari {len(ids)} SKP menghalangi. ")

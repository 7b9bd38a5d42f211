"""What a made-up service tells; its events travel exactly as those of the real ones."""

from __future__ import annotations

from contracts.event import Event


class Noted(Event, frozen=True):
    """A step of a sequence: `n` counts from 1 within `sequence`."""

    aggregate = "sequence"
    partition_by = "sequence"

    sequence: str
    n: int
    text: str = ""


class Ignored(Event, frozen=True):
    """Something that the reader has no reaction to."""

    aggregate = "sequence"
    partition_by = "sequence"

    sequence: str


class Unheard(Event, frozen=True):
    """Something newer than the reader: it is not in the reader's catalogue."""

    aggregate = "sequence"
    partition_by = "sequence"

    sequence: str

"""The box of a survey: answers of one fixed length in no order, without a name or a time in them. Pure.

A place holds the group (0: empty) and one byte an aspect. The box is as long when it is empty as when it is full, and
each answer rewrites the whole of it, so that neither its size nor its order says who answered last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

Kelompok = Literal["rekan", "bawahan"]
KELOMPOK: tuple[Kelompok, ...] = ("rekan", "bawahan")
_EMPTY = 0


class Jawaban(Struct, frozen=True):
    """One answer: of a peer or a subordinate, a mark from 0 to 120 for each aspect, in the order of the survey."""

    kelompok: Kelompok
    nilai: tuple[int, ...]


def empty(places: int, aspects: int) -> bytes:
    """A box for so many answers."""
    return bytes(places * (1 + aspects))


def read(box: bytes, aspects: int) -> list[Jawaban]:
    """The answers in a box."""
    places = [box[at : at + 1 + aspects] for at in range(0, len(box), 1 + aspects)]
    return [Jawaban(KELOMPOK[one[0] - 1], tuple(one[1:])) for one in places if one[0] != _EMPTY]


def put(box: bytes, said: Jawaban, shuffle: Callable[[list[bytes]], None]) -> bytes:
    """The box with one answer more, all of them in a new order; ValueError where it is full."""
    size = 1 + len(said.nilai)
    places = [box[at : at + size] for at in range(0, len(box), size)]
    places.remove(bytes(size))
    places.append(bytes((KELOMPOK.index(said.kelompok) + 1, *said.nilai)))
    shuffle(places)
    return b"".join(places)


def halo(answers: Sequence[Jawaban]) -> int:
    """By how much the marks within one answer differ, highest less lowest, summed over the answers."""
    return sum(max(one.nilai) - min(one.nilai) for one in answers)

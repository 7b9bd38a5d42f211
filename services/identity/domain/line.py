"""Nobody is above himself on any day: the line up from a person, term by term (KUAN P1(24)). Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from contracts.masa import MasaPenilai
from kernel.penilai import earlier

TermsOf = Callable[[UUID], Sequence[MasaPenilai]]


def circle_on(person: UUID, terms_of: TermsOf) -> date | None:
    """The first day on which somebody is above himself over any number of steps; None: on none.

    `terms_of`: the definitive terms of a person, without overlap.
    """
    found: date | None = None
    todo = [(t.penilai_id, t.mulai, t.selesai, frozenset({person})) for t in terms_of(person)]
    while todo:
        at, first, last, passed = todo.pop()
        if at == person:
            found = first if found is None else min(found, first)
        elif at is not None and at not in passed:
            for term in terms_of(at):
                start, end = max(first, term.mulai), earlier(last, term.selesai)
                if end is None or start <= end:
                    todo.append((term.penilai_id, start, end, passed | {at}))
    return found

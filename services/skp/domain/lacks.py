"""All that a draft lacks, told at once. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from contracts.refusal import Refusal


class Lacks:
    """What several checks say a draft lacks, in their order; another kind of no is not held back."""

    def __init__(self) -> None:
        self._found: list[Refusal] = []

    @contextmanager
    def noting(self) -> Iterator[None]:
        """A check, or several, each resting on the one before it."""
        try:
            yield
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            self._found.append(refusal)

    def refuse(self) -> None:
        """Refusal 422 with the first lack, as `parts` all of them where there are several."""
        if not self._found:
            return
        first = self._found[0]
        if len(self._found) == 1:
            raise first
        parts = tuple(part for refusal in self._found for part in refusal.parts or (refusal,))
        raise first.of_many(first.field or "", parts, "")

"""Recovery codes of the second factor: made, shown once, for the day when the telephone is gone."""

from __future__ import annotations

import msgspec

from gateway.pages.form import with_pasal
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


class Codes(msgspec.Struct):
    """Each opens the account once."""

    kode: tuple[str, ...]


async def show(visit: Visit) -> Outcome:
    """What they are for; none is made by looking."""
    return _page((), "")


async def make(visit: Visit) -> Outcome:
    """Fresh ones, shown with this answer and never again; those of before are void."""
    told = await visit.send("identity", "/totp/recovery")
    if told.ok:
        made: Codes = told.as_(Codes)
        return _page(made.kode, "")
    return _page((), with_pasal(told.problem.detail, told.problem.pasal or ""))


def _page(codes: tuple[str, ...], tolak: str) -> Shown:
    return Shown("umum/pemulihan.html", {"kode_pulih": codes, "tolak": tolak}, 422 if tolak else 200)

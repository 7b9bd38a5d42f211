"""Proposals of roles that wait for a second person."""

from __future__ import annotations

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_peran import Proposal
from gateway.pages.visit import Visit

CONFIRMERS = frozenset({"administrator_bidang", "super_admin"})


async def show(visit: Visit) -> Outcome:
    """What waits for a second person: one's own, and those that one may confirm."""
    found, me, glance = await together(
        visit.read("identity", "/proposals", list[Proposal]), me_of(visit),
        glance_of(visit),
    )  # fmt: skip
    data = {"usul": found, "saya": me, "s": glance, "kedua": bool(CONFIRMERS & set(me.peran))}
    return Shown("pengelola/usul.html", data)


async def decide(visit: Visit) -> Outcome:
    """Confirm one of another's, or throw one away."""
    step = "discard" if visit.typed.get("langkah") == "buang" else "confirm"
    told = await visit.send("identity", f"/proposals/{visit.given['id']}/{step}")
    if not told.ok:
        raise trouble_of(told.problem)
    return Go("/usul")

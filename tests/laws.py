"""What a refusal says under each of the two laws, for tests of rules without a running service."""

from __future__ import annotations

from functools import cache

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.refusal import Citations, Refusal


@cache
def citations(law: str) -> Citations:
    """The citations of a pack by the short name of its law."""
    packs = Packs.load(str(REPOSITORY / "regulations"))
    return next(pack.citations() for pack in packs if pack.head.short == law)


def pasal(refusal: Refusal, law: str = "KUAN") -> str:
    """By which pasal of a law a refusal is made."""
    return refusal.said(citations(law)).pasal


def cited(refusal: Refusal) -> str:
    """By which pasal of either law a refusal is made, as in "KUAN 23(2), KON 19(1)"; what both say, once."""
    found = {law: pasal(refusal, law) for law in ("KUAN", "KON")}
    own = [f"{law} {where}" for law, where in found.items() if where[:1].isdigit() or where[:1] in "AB"]
    return ", ".join(own) or found["KUAN"]

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

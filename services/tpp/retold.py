"""The slips that stand and the lists that are final, told again."""

from __future__ import annotations

from chassis.retelling import Retelling, pages
from contracts.event import Event
from contracts.tpp import TppDaftarFinalized, TppRunFinished, TppSlipIssued
from services.tpp.store.pages import FINAL_PAGE, SLIPS_PAGE, lists_again
from services.tpp.store.slips import slips_again

RETELLS = {
    "slips": Retelling((TppSlipIssued,), pages(SLIPS_PAGE, slips_again)),
    "lists": Retelling((TppDaftarFinalized,), pages(FINAL_PAGE, lists_again)),
}
NOT_RETOLD: dict[type[Event], str] = {
    TppRunFinished: "says that a run took place and how much it changed; what it came to is in the slips"
}

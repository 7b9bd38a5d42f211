"""What the packs must say before anything is paid by them: no amount without a regulation that sets it."""

from __future__ import annotations

from chassis.regulation import Pack, PackError, Packs
from services.tpp.domain.isi import wrong
from services.tpp.policy import EligibilityPolicy, TppPolicy


def require(packs: Packs) -> None:
    """Read what tpp needs of every pack; PackError where one is malformed or pays by what no regulation says."""
    packs.require("tpp", EligibilityPolicy)
    packs.require("tpp", TppPolicy, kind="tpp")
    laws = packs.of_kind()
    for law in laws:
        multiplier = law.section("tpp", EligibilityPolicy).predicate_multiplier
        _check_multiplier(law, multiplier is not None and multiplier.value)
    for pack in packs.of_kind("tpp"):
        policy = pack.section("tpp", TppPolicy)
        if policy.predicate_multiplier.value:
            _check_predicate(pack, laws)
        if odd := wrong(policy):
            raise PackError(f"{pack.path}: {odd[0]}: {odd[1]}")
        if not policy.cut_needs_finding.value:
            _check_findings(pack, laws)


def _check_multiplier(pack: Pack, wanted: bool) -> None:
    """No regulation says by how much a predikat multiplies (KON P43, reading B45)."""
    if wanted:
        raise PackError(f"{pack.path}: [tpp] predicate_multiplier: expected false: a multiplier lacks a legal basis")


def _check_predicate(pack: Pack, laws: list[Pack]) -> None:
    """A decree may let the predikat multiply only where the law of each of its Pemda knows one (KON P43, B45)."""
    for law in laws:
        if law.section("tpp", EligibilityPolicy).predicate_multiplier is None:
            _check_multiplier(pack, bool(set(law.head.tenants) & set(pack.head.tenants)))


def _check_findings(pack: Pack, laws: list[Pack]) -> None:
    """A policy of amounts does not take away what the law of one of its Pemda asks before a cut (KUAN P31(1-2))."""
    for law in laws:
        basis = law.section("tpp", EligibilityPolicy).cut_basis
        if basis and set(law.head.tenants) & set(pack.head.tenants):
            pasal = f"{law.head.short} {basis.pasal}"
            raise PackError(f"{pack.path}: [tpp] cut_needs_finding: expected true: a finding comes first ({pasal})")

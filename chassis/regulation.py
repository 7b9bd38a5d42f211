"""The law as data: the packs of an installation, resolved by tenant and date of the fact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chassis.inherited import COMMON, read_common
from chassis.pack import DEFAULT_ZONE, Head, Pack, PackError, S, Value, read_pack
from contracts.refusal import Refusal, Rule, places_of, rule
from kernel.kalender import day_of

__all__ = ["DEFAULT_ZONE", "Head", "Pack", "PackError", "Packs", "Value", "check_rules", "check_sections"]

# A section for each service that reads one, what the head says, who may ask for what, by which pasal a rule refuses.
SECTIONS = frozenset({"pack", "permissions", "rules", "identity", "skp", "activity", "appraisal", "tpp", "reporting"})
NO_LAW = rule("law.none_in_force", 409, "Tidak ada peraturan ({kind}) yang berlaku pada {on}.", source="kebijakan")


class Packs:
    """Every pack of an installation."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._packs = sorted(packs, key=lambda p: p.head.effective_from)
        for tenant in self.tenants():
            if len(zones := self._zones(tenant)) > 1:
                raise PackError(f"{tenant}: one zone expected in all its packs, got {', '.join(sorted(zones))}")

    @classmethod
    def load(cls, folder: str) -> Packs:
        """Read every `*.toml` of a folder; PackError at the first that is malformed."""
        paths = sorted(path for path in Path(folder).glob("*.toml") if path.name != COMMON)
        if not paths:
            raise PackError(f"{folder}: no regulation pack (*.toml) found")
        try:
            common = read_common(Path(folder))
        except ValueError as err:
            raise PackError(str(err)) from err
        return cls(read_pack(path, common) for path in paths)

    def __iter__(self) -> Any:
        return iter(self._packs)

    def tenants(self) -> list[str]:
        """Every Pemda that a pack names."""
        return sorted({t for pack in self._packs for t in pack.head.tenants})

    def zone_of(self, tenant: str) -> ZoneInfo:
        """The one zone of a Pemda, whichever of its laws is in force."""
        return ZoneInfo(next(iter(self._zones(tenant)), DEFAULT_ZONE))

    def day_of(self, tenant: str, moment: datetime) -> date:
        """The Pemda's own day in which an instant falls."""
        return day_of(moment, self.zone_of(tenant))

    def law_at(self, tenant: str, moment: datetime, kind: str = "kinerja") -> Pack:
        """The pack in force for a tenant on its own day of an instant; Refusal 409 where there is none."""
        return self.resolve(tenant, self.day_of(tenant, moment), kind)

    def _zones(self, tenant: str) -> set[str]:
        return {p.head.zone for p in self._packs if tenant in p.head.tenants and p.head.zone}

    def resolve(self, tenant: str, on: date, kind: str = "kinerja") -> Pack:
        """The pack in force for a tenant on the date of a fact; Refusal 409 where there is none."""
        found = [p for p in self._packs if p.head.kind == kind and p.covers(tenant, on)]
        if not found:
            raise Refusal(NO_LAW, kind=kind, on=on.isoformat())
        return found[-1]

    def resolve_plan(self, tenant: str, begins: date, kind: str = "kinerja") -> Pack:
        """The pack that a plan beginning on a day is under; what a pack lets hold of before it is under that pack."""
        if not self.covers(tenant, begins, kind):
            for pack in self._packs:
                head = pack.head
                if (
                    head.kind == kind
                    and tenant in head.tenants
                    and head.holds_from
                    and (head.holds_from <= begins < head.effective_from)
                ):
                    return pack
        return self.resolve(tenant, begins, kind)

    def covers(self, tenant: str, on: date, kind: str = "kinerja") -> bool:
        """Whether a pack is in force for a tenant on a date."""
        return any(p.head.kind == kind and p.covers(tenant, on) for p in self._packs)

    def of_kind(self, kind: str = "kinerja") -> list[Pack]:
        """The packs of a kind, the oldest first; of `kinerja`: the laws."""
        return [pack for pack in self._packs if pack.head.kind == kind]

    def require(self, name: str, shape: type[S], kind: str = "kinerja") -> None:
        """Read a section of every pack of a kind, so that a malformed one stops the start."""
        for pack in self.of_kind(kind):
            pack.section(name, shape)


def check_sections(packs: Packs) -> None:
    """Hold every pack to the sections that somebody reads. PackError."""
    for pack in packs:
        if strange := sorted(pack.sections() - SECTIONS):
            raise PackError(f"{pack.path}: [{strange[0]}]: no section has this name")


def check_rules(packs: Packs, service: str, rules: Iterable[Rule]) -> None:
    """Hold every pack to the rules of a service: each cited, no other, with the values it tells. PackError."""
    wanted = {r.name: r for r in rules if r.source == "packs" and r.name.startswith(f"{service}.")}
    for pack in packs.of_kind():
        cited = {name: c for name, c in pack.citations().items() if name.startswith(f"{service}.")}
        if unknown := sorted(set(cited) - set(wanted)):
            raise PackError(f"{pack.path}: [rules] {unknown[0]}: no rule of {service} has this name")
        if lacking := sorted(set(wanted) - set(cited)):
            raise PackError(f"{pack.path}: [rules] {lacking[0]}: expected the pasal of this rule")
        for name, citation in cited.items():
            if citation.text and (strange := places_of(citation.text) - wanted[name].places):
                raise PackError(f"{pack.path}: [rules] {name}: the rule tells no {{{min(strange)}}}")

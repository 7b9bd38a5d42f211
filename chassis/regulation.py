"""The law as data: packs of rules, each rule with its pasal, resolved by tenant and date of the fact."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from contracts.refusal import Citation, Citations, Refusal, Rule, places_of, rule
from kernel.kalender import day_of

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
# Of a Pemda none of whose packs says one.
DEFAULT_ZONE = "Asia/Jakarta"
NO_LAW = rule("law.none_in_force", 409, "Tidak ada peraturan ({kind}) yang berlaku pada {on}.", source="kebijakan")


class PackError(Exception):
    """A regulation pack is malformed; says the file, the key and what was expected."""


class Value(msgspec.Struct, Generic[T], frozen=True):
    """One value of the law with the pasal it comes from (`reading`: which reading of an unclear text it is)."""

    value: T
    pasal: str
    unit: str | None = None
    reading: str | None = None
    note: str | None = None


class Revoked(msgspec.Struct, frozen=True):
    """An earlier regulation that the pack's own ends."""

    law: str
    effective_to: date | None = None


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Which regulation a pack holds, for whom, and from when to when it is in force.

    `zone`: of its Pemda; one for all packs of a Pemda, and said by those of the kind `kinerja`. `holds_from`: what was
    made under the law before, from this day on, holds under this one; None: nothing does.
    """

    tenants: tuple[str, ...]
    kind: str
    law: str
    short: str
    effective_from: date
    effective_to: date | None = None
    holds_from: date | None = None
    pemda: str = ""
    zone: str = ""
    example: bool = False
    revokes: tuple[Revoked, ...] = ()
    labels: dict[str, str] = {}


class Pack:
    """One dated regulation."""

    def __init__(self, path: str, head: Head, body: dict[str, Any]) -> None:
        self.path = path
        self.head = head
        self._body = body
        self._views: dict[Any, Any] = {}

    @property
    def id(self) -> str:
        """The name of the pack's file without its ending: what a slip or an appraisal cites."""
        return Path(self.path).stem

    def section(self, name: str, shape: type[S]) -> S:
        """A section as a typed view; PackError names file, key and what was expected."""
        key = (name, shape)
        if key not in self._views:
            try:
                self._views[key] = msgspec.convert(self._body.get(name, {}), shape)
            except msgspec.ValidationError as err:
                raise PackError(f"{self.path}: [{name}] {err}") from err
        view: S = self._views[key]
        return view

    def table(self, name: str, shape: Any) -> dict[str, Any]:
        """A nested section, each of its members of one shape; PackError says file, section and what was expected."""
        key = (name, shape)
        if key not in self._views:
            node: Any = self._body
            for part in name.split("."):
                node = node.get(part, {})
            try:
                self._views[key] = msgspec.convert(node, dict[str, shape])
            except msgspec.ValidationError as err:
                raise PackError(f"{self.path}: [{name}] {err}") from err
        found: dict[str, Any] = self._views[key]
        return found

    def citations(self) -> Citations:
        """By which pasal each rule of the services holds here; PackError at a row that is no citation."""
        if "rules" not in self._views:
            self._views["rules"] = dict(_citations(self.path, "rules", self._body.get("rules", {})))
        found: Citations = self._views["rules"]
        return found

    def covers(self, tenant: str, on: date) -> bool:
        head = self.head
        ended = head.effective_to is not None and on > head.effective_to
        return tenant in head.tenants and head.effective_from <= on and not ended


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
        paths = sorted(Path(folder).glob("*.toml"))
        if not paths:
            raise PackError(f"{folder}: no regulation pack (*.toml) found")
        return cls(_read(path) for path in paths)

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

    def require(self, name: str, shape: type[S], kind: str = "kinerja") -> None:
        """Read a section of every pack of a kind, so that a malformed one stops the start."""
        for pack in self._packs:
            if pack.head.kind == kind:
                pack.section(name, shape)


def _read(path: Path) -> Pack:
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise PackError(f"{path}: not TOML: {err}") from err
    try:
        head = msgspec.convert(body.get("pack", {}), Head)
        ZoneInfo(head.zone or DEFAULT_ZONE)
    except (msgspec.ValidationError, ZoneInfoNotFoundError, ValueError) as err:
        raise PackError(f"{path}: [pack] {err}") from err
    for name, section in body.items():
        if name not in ("pack", "rules"):
            _check_leaves(path, name, section)
    return Pack(str(path), head, body)


def _check_leaves(path: Path, key: str, node: Any) -> None:
    """Every leaf is a table with `value` and `pasal`."""
    if not isinstance(node, dict):
        raise PackError(f"{path}: {key}: expected a table {{ value = …, pasal = … }}, got {type(node).__name__}")
    if "value" in node:
        if not isinstance(node.get("pasal"), str) or not node["pasal"]:
            raise PackError(f"{path}: {key}: expected `pasal`, a text that is not empty")
        return
    for name, child in node.items():
        _check_leaves(path, f"{key}.{name}", child)


def check_rules(packs: Packs, service: str, rules: Iterable[Rule]) -> None:
    """Hold every pack to the rules of a service: each cited, no other, with the values it tells. PackError."""
    wanted = {r.name: r for r in rules if r.source == "packs" and r.name.startswith(f"{service}.")}
    for pack in packs:
        if pack.head.kind != "kinerja":
            continue
        cited = {name: c for name, c in pack.citations().items() if name.startswith(f"{service}.")}
        if unknown := sorted(set(cited) - set(wanted)):
            raise PackError(f"{pack.path}: [rules] {unknown[0]}: no rule of {service} has this name")
        if lacking := sorted(set(wanted) - set(cited)):
            raise PackError(f"{pack.path}: [rules] {lacking[0]}: expected the pasal of this rule")
        for name, citation in cited.items():
            if citation.text and (strange := places_of(citation.text) - wanted[name].places):
                raise PackError(f"{pack.path}: [rules] {name}: the rule tells no {{{min(strange)}}}")


def _citations(path: str, name: str, node: Any) -> Iterator[tuple[str, Citation]]:
    """The rows under a name: a pasal, or a table `{ pasal = "…", text = "…" }`."""
    if isinstance(node, str) and node:
        yield name.removeprefix("rules."), Citation(node)
    elif isinstance(node, dict) and isinstance(node.get("pasal"), str):
        try:
            yield name.removeprefix("rules."), msgspec.convert(node, Citation)
        except (msgspec.ValidationError, ValueError) as err:
            raise PackError(f"{path}: [{name}] {err}") from err
    elif isinstance(node, dict):
        for key, child in node.items():
            yield from _citations(path, f"{name}.{key}", child)
    else:
        raise PackError(f"{path}: [{name}]: expected a pasal, a text that is not empty")

"""One regulation as data: a file of rules, each rule with its pasal, and what its head says of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from chassis.inherited import KEPALA_BADAN, Common, permissions
from contracts.refusal import Citation, Citations

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
# Of a Pemda none of whose packs says one.
DEFAULT_ZONE = "Asia/Jakarta"


class PackError(Exception):
    """A regulation pack is malformed; says the file, the key and what was expected."""


class Value(msgspec.Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """One value of the law with the pasal it comes from (`reading`: which reading of an unclear text it is)."""

    value: T
    pasal: str
    unit: str | None = None
    reading: str | None = None
    note: str | None = None


class Revoked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier regulation that the pack's own ends."""

    law: str
    effective_to: date | None = None


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which regulation a pack holds, for whom, and from when to when it is in force.

    `zone`: of its Pemda; one for all packs of a Pemda, and said by those of the kind `kinerja`. `holds_from`: what was
    made under the law before, from this day on, holds under this one; None: nothing does. `kepala_badan`: the role of
    the head of its BKPP or BKPSDM.
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
    kepala_badan: str = ""
    example: bool = False
    revokes: tuple[Revoked, ...] = ()
    labels: dict[str, str] = {}

    def known_as(self, roles: Iterable[str]) -> frozenset[str]:
        """The roles of somebody, and `kepala_badan` where one of them is the Pemda's role of that office."""
        held = frozenset(roles)
        return held | {KEPALA_BADAN} if self.kepala_badan in held else held


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

    def members(self, section: str) -> list[str]:
        """The names of the members of a section."""
        return list(self._body.get(section, {}))

    def citations(self) -> Citations:
        """By which pasal each rule of the services holds here; PackError at a row that is no citation."""
        if "rules" not in self._views:
            self._views["rules"] = dict(_citations(self.path, "rules", self._body.get("rules", {})))
        found: Citations = self._views["rules"]
        return found

    def sections(self) -> frozenset[str]:
        """The names of its sections."""
        return frozenset(self._body)

    def covers(self, tenant: str, on: date) -> bool:
        head = self.head
        ended = head.effective_to is not None and on > head.effective_to
        return tenant in head.tenants and head.effective_from <= on and not ended


def read_pack(path: Path, common: Common) -> Pack:
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise PackError(f"{path}: not TOML: {err}") from err
    try:
        head = msgspec.convert(body.get("pack", {}), Head)
        ZoneInfo(head.zone or DEFAULT_ZONE)
    except (msgspec.ValidationError, ZoneInfoNotFoundError, ValueError) as err:
        raise PackError(f"{path}: [pack] {err}") from err
    if head.kind == "kinerja":
        body["permissions"] = _permissions(path, body, common, head)
    for name, section in body.items():
        if name not in ("pack", "rules"):
            _check_leaves(path, name, section)
    return Pack(str(path), head, body)


def _permissions(path: Path, body: dict[str, Any], common: Common, head: Head) -> dict[str, Any]:
    """The whole table of a pack of a law, which says what it calls the head of its BKPP or BKPSDM."""
    if common and not head.kepala_badan:
        raise PackError(f"{path}: [pack] kepala_badan: expected the role of the head of BKPP or BKPSDM")
    try:
        return permissions(body, common, head.kepala_badan)
    except ValueError as err:
        raise PackError(f"{path}: {err}") from err


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

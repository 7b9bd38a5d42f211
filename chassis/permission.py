"""Who may ask for what: a table in the pack of the Pemda, operation by operation; what is not listed is nobody's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from chassis.auth import Actor, Archive
from chassis.db import Work
from chassis.regulation import Pack, PackError, Packs, Rule

Roles = Callable[[Work, Actor], Awaitable[frozenset[str]]]

EVERYONE = "siapa_saja"  # whoever is signed in
EVERY_PEGAWAI = "pegawai"  # every person of the staffing data
ARCHIVE = "arsip"  # the table of what who is in service no more may still write


def rule_of(pack: Pack, service: str, operation: str) -> Rule[tuple[str, ...]] | None:
    """The row of an operation: the roles that may ask for it, with its pasal."""
    table: dict[str, Rule[tuple[str, ...]]] = pack.table(f"permissions.{service}", Rule[tuple[str, ...]])
    return table.get(operation)


class Gate:
    """Stands before every ordinary operation of a service that says how it knows the roles of an actor."""

    def __init__(self, service: str, roles: Roles) -> None:
        self._service = service
        self._roles = roles

    async def objection(self, work: Work, actor: Actor, operation: str) -> tuple[str, str] | None:
        """Why the actor may not ask for this, and the pasal; None when he may."""
        pack = work.law_of_today()
        rule = rule_of(pack, self._service, operation)
        if rule is None:
            return "Tindakan ini belum diatur dalam tabel wewenang Pemda.", "kebijakan"
        if EVERYONE in rule.value:
            return None
        held = await self._roles(work, actor) | frozenset(actor.peran)
        if actor.archive is not None:
            held &= {EVERY_PEGAWAI}
        if held & frozenset(rule.value):
            return None
        return objection_of(rule)

    def closed(self, work: Work, archive: Archive, operation: str) -> tuple[str, str] | None:
        """Why who is in service no more does not change this, and the pasal; None for what is left open to him."""
        rule = rule_of(work.law_of_today(), ARCHIVE, self._service)
        if rule is not None and operation in rule.value:
            return None
        since = f"sampai {archive.until}" if archive.until else "selama status itu"
        said = f"Status Anda {archive.status}: {since} akun ini hanya membaca dan mencetak arsip sendiri."
        return said, rule.pasal if rule else "kebijakan"


def objection_of(rule: Rule[tuple[str, ...]]) -> tuple[str, str]:
    """What somebody is told whom a row leaves out, and the pasal."""
    return f"Hanya untuk: {', '.join(rule.value) or 'tidak seorang pun'}.", rule.pasal


def check_tables(packs: Packs, service: str, operations: set[str]) -> None:
    """Every operation has its row in every pack, and every row its operation; PackError says which has not."""
    for pack in packs:
        if pack.head.kind != "kinerja":
            continue
        table: dict[str, Any] = pack.table(f"permissions.{service}", Rule[tuple[str, ...]])
        if wrong := sorted(set(table) ^ operations):
            raise PackError(f"{pack.path}: [permissions.{service}] {wrong[0]}: a row without operation, or without row")
        left_open = rule_of(pack, ARCHIVE, service)
        if left_open and (wrong := sorted(set(left_open.value) - operations)):
            raise PackError(f"{pack.path}: [permissions.{ARCHIVE}] {service}: {wrong[0]} is no operation of it")

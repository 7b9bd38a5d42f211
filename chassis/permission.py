"""Who may ask for what: a table in the pack of the Pemda, operation by operation; what is not listed is nobody's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from chassis.auth import Actor, Archive
from chassis.db import Work
from chassis.regulation import Pack, PackError, Packs, Value
from contracts.refusal import Refusal, rule

Roles = Callable[[Work, Actor], Awaitable[frozenset[str]]]

NOT_YOURS = rule("permission.roles", 403, "Hanya untuk: {roles}.", source="value")
NO_ROW = rule("permission.no_row", 403, "Tindakan ini belum diatur dalam tabel wewenang Pemda.", source="kebijakan")
ARCHIVED = rule(
    "permission.archived", 403, "Status Anda {state}: {since} akun ini hanya membaca dan mencetak arsip sendiri.",
    source="value",
)  # fmt: skip
EVERYONE = "siapa_saja"  # everybody who is signed in
EVERY_PEGAWAI = "pegawai"  # every person of the staffing data
ARCHIVE = "arsip"  # the table of what who is in service no more may still write


def row_of(pack: Pack, service: str, operation: str) -> Value[tuple[str, ...]] | None:
    """The row of an operation: the roles that may ask for it, with its pasal."""
    table: dict[str, Value[tuple[str, ...]]] = pack.table(f"permissions.{service}", Value[tuple[str, ...]])
    return table.get(operation)


class Gate:
    """Stands before every ordinary operation of a service that says how it knows the roles of an actor."""

    def __init__(self, service: str, roles: Roles) -> None:
        self._service = service
        self._roles = roles

    async def objection(self, work: Work, actor: Actor, operation: str) -> Refusal | None:
        """Why the actor may not ask for this; None when they may."""
        pack = work.law_of_today()
        row = row_of(pack, self._service, operation)
        if row is None:
            return Refusal(NO_ROW)
        if EVERYONE in row.value:
            return None
        held = await self._roles(work, actor) | frozenset(actor.peran)
        if actor.archive is not None:
            held &= {EVERY_PEGAWAI}
        if held & frozenset(row.value):
            return None
        return objection_of(row)

    def closed(self, work: Work, archive: Archive, operation: str) -> Refusal | None:
        """Why who is in service no more does not change this; None for what is left open to them."""
        row = row_of(work.law_of_today(), ARCHIVE, self._service)
        if row is not None and operation in row.value:
            return None
        since = f"sampai {archive.until}" if archive.until else "selama status itu"
        return Refusal(ARCHIVED, row.pasal if row else None, state=archive.status, since=since)


def objection_of(row: Value[tuple[str, ...]]) -> Refusal:
    """The refusal of somebody whom a row leaves out."""
    return Refusal(NOT_YOURS, row.pasal, roles=", ".join(row.value) or "tidak seorang pun")


def check_tables(packs: Packs, service: str, operations: set[str]) -> None:
    """Every operation has its row in every pack, and every row its operation; PackError says which has not."""
    for pack in packs.of_kind():
        table: dict[str, Any] = pack.table(f"permissions.{service}", Value[tuple[str, ...]])
        if wrong := sorted(set(table) ^ operations):
            raise PackError(f"{pack.path}: [permissions.{service}] {wrong[0]}: a row without operation, or without row")
        left_open = row_of(pack, ARCHIVE, service)
        if left_open and (wrong := sorted(set(left_open.value) - operations)):
            raise PackError(f"{pack.path}: [permissions.{ARCHIVE}] {service}: {wrong[0]} is no operation of it")

"""Policies of amounts: loaded from a file, read value by value, confirmed by another person, withdrawn before use."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Struct

from chassis.openapi import FORM
from chassis.service import GivenActor, GivenFile, GivenWork
from chassis.upload import Asked, Doing, FileReading, anybody
from contracts.refusal import Refusal
from services.tpp.commands import policies as commands
from services.tpp.domain.kebijakan import UNKNOWN
from services.tpp.naskah import Baris, checked, rows
from services.tpp.store import policies
from services.tpp.store.policies import PolicyLine

Nomor = Annotated[str, QueryParameter(min_length=1, max_length=100, pattern=r"\S")]
Name = Annotated[str, QueryParameter(min_length=1, max_length=200)]
TOML = "application/toml"
_FILE = "kebijakan.toml"


class PolicyView(Struct, frozen=True):
    """A policy and every value of it, each with its pasal."""

    kebijakan: PolicyLine
    isi: tuple[Baris, ...]


def _reading_of(asked: Asked) -> Doing:
    return partial(checked, str(asked.get("nama", _FILE))[:200])


@post(
    "/policies",
    opt={"upload": (TOML, FORM), "file": FileReading(anybody, _reading_of), "refuses": "file policy"},
    status_code=201,
)
async def load_tpp_policy(
    file: GivenFile, work: GivenWork, actor: GivenActor, nomor: Nomor, tanggal: FromQuery[date], nama: Name = _FILE
) -> commands.PolicyState:
    """Load the file of a policy of amounts (TOML, at most 256 KB) with the number and the date of its decree.

    The body is the file itself, or a form (multipart/form-data) with one file.
    """
    return await commands.load(work, actor, file.value, nomor, tanggal)


@get("/policies")
async def list_tpp_policies(work: GivenWork) -> list[PolicyLine]:
    """Every policy of amounts of the Pemda, the latest month first."""
    return await policies.lines(work)


@get("/policies/{kebijakan_id:uuid}", opt={"refuses": "policy"})
async def show_tpp_policy(work: GivenWork, kebijakan_id: FromPath[UUID]) -> PolicyView:
    """One policy, value by value."""
    found = await policies.lines(work, kebijakan_id)
    if not found:
        raise Refusal(UNKNOWN)
    return PolicyView(found[0], tuple(rows(await policies.text_of(work, kebijakan_id))))


@post("/policies/{kebijakan_id:uuid}/confirm", status_code=200, opt={"refuses": "policy"})
async def confirm_tpp_policy(work: GivenWork, actor: GivenActor, kebijakan_id: FromPath[UUID]) -> commands.PolicyState:
    """Bring a policy into force from its month on, as another person than who loaded it."""
    return await commands.confirm(work, actor, kebijakan_id)


@post("/policies/{kebijakan_id:uuid}/withdraw", status_code=200, opt={"refuses": "policy"})
async def withdraw_tpp_policy(
    work: GivenWork, actor: GivenActor, kebijakan_id: FromPath[UUID], data: JSONBody[commands.WithdrawPolicy]
) -> commands.PolicyState:
    """Withdraw a policy by which no month was computed yet."""
    return await commands.withdraw(work, actor, kebijakan_id, data)


ROUTES = [load_tpp_policy, list_tpp_policies, show_tpp_policy, confirm_tpp_policy, withdraw_tpp_policy]

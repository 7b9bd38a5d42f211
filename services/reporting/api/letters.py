"""The HTTP side of reports that go from post to post (KUAN P15, P24(3), P27, P28)."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.reporting.commands import letters as commands
from services.reporting.commands.letters import LetterState
from services.reporting.queries import letters
from services.reporting.queries.letters import LetterView

_RULES = {"refuses": "letter"}


@post("/letters", status_code=201, opt=_RULES)
async def send_letter(work: GivenWork, actor: GivenActor, data: JSONBody[commands.SendLetter]) -> LetterState:
    """Send a plan or a report to the first post of its way, with the figures of its month."""
    return await commands.send(work, actor, data)


@get("/letters", opt=_RULES)
async def list_letters(work: GivenWork, actor: GivenActor, tahun: Year) -> letters.Letters:
    """The plans and reports about a year that one writes or that have reached one."""
    return await letters.of_year(work, actor, tahun)


@get("/letters/{laporan_id:uuid}", opt=_RULES)
async def show_letter(work: GivenWork, actor: GivenActor, laporan_id: FromPath[UUID]) -> LetterView:
    """One plan or report."""
    return await letters.one(work, actor, laporan_id)


@post("/letters/{laporan_id:uuid}/forward", status_code=200, opt=_RULES)
async def forward_letter(
    work: GivenWork, actor: GivenActor, laporan_id: FromPath[UUID], data: JSONBody[commands.ForwardLetter]
) -> LetterState:
    """Send a plan or report on to the next post of its way."""
    return await commands.forward(work, actor, laporan_id, data)


@post("/letters/{laporan_id:uuid}/receive", status_code=200, opt=_RULES)
async def receive_letter(work: GivenWork, actor: GivenActor, laporan_id: FromPath[UUID]) -> LetterState:
    """Say that a plan or report has been received."""
    return await commands.receive(work, actor, laporan_id)


ROUTES = [send_letter, list_letters, show_letter, forward_letter, receive_letter]

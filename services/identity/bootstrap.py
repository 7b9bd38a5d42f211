"""What an empty installation needs before anyone can sign in: five accounts a Pemda, and the national holidays."""

from __future__ import annotations

import holidays

from chassis.db import Database, Who, Work
from chassis.ids import new_id
from chassis.regulation import Packs
from services.identity.commands.account import Passwords
from services.identity.domain import facts
from services.identity.store.days import keep_day_unless_set
from services.identity.store.first import has_accounts, keep_first_account, open_again, orphaned

ACCOUNTS = ("super_admin", "pengelola_kepegawaian", "administrator_bidang", "bupati", "operator")
FIRST_YEAR, LAST_YEAR = 2024, 2027


async def bootstrap(database: Database, packs: Packs, passwords: Passwords, password: str) -> None:
    """Make what is missing; changes nothing that is there."""
    for tenant in packs.tenants():
        async with database.work(Who(tenant=tenant, actor="system:bootstrap")) as work:
            await _accounts(work, passwords, password)
            await _calendar(work)


async def _accounts(work: Work, passwords: Passwords, password: str) -> None:
    there = await has_accounts(work)
    if not password:
        return
    if there:
        for peran in await orphaned(work):
            await open_again(work, peran, await passwords.hash(password))
        return
    hashed = await passwords.hash(password)
    for name in ACCOUNTS:
        await keep_first_account(work, new_id(), name, hashed)


async def _calendar(work: Work) -> None:
    """National holidays and cuti bersama, the coming year's always among them; a Pemda may override any day."""
    years = range(FIRST_YEAR, max(LAST_YEAR, work.today.year + 1) + 1)
    days = holidays.country_holidays("ID", categories=("public", "government"), years=years)
    for day, name in sorted(days.items()):
        event = facts.day_set(day, True, name)
        if await keep_day_unless_set(work, event):
            await work.record(event, 1)

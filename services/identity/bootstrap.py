"""What an empty installation needs before anyone can sign in: five accounts a Pemda, and the national holidays."""

from __future__ import annotations

from uuid import UUID

import holidays

from chassis.db import Database, Who, Work
from chassis.ids import new_id
from chassis.regulation import Packs
from contracts.identity import CalendarDaySet
from services.identity.commands.account import Passwords
from services.identity.store.first import open_again, orphaned

ACCOUNTS = ("super_admin", "pengelola_kepegawaian", "administrator_bidang", "bupati", "operator")
FIRST_YEAR, LAST_YEAR = 2024, 2027
_DAY = """
INSERT INTO hari_libur (tenant, tanggal, libur, nama, version) VALUES (:tenant, :tanggal, true, :nama, 1)
ON CONFLICT DO NOTHING RETURNING tanggal
"""


async def bootstrap(database: Database, packs: Packs, passwords: Passwords, password: str) -> None:
    """Make what is missing; changes nothing that is there."""
    for tenant in packs.tenants():
        async with database.work(Who(tenant=tenant, actor="system:bootstrap")) as work:
            await work.run("SELECT pg_advisory_xact_lock(8)")
            await _accounts(work, passwords, password)
            await _calendar(work)


async def _accounts(work: Work, passwords: Passwords, password: str) -> None:
    if not password:
        return
    if await work.one("SELECT 1 FROM account WHERE tenant = :tenant LIMIT 1", {"tenant": work.tenant}):
        for peran in await orphaned(work):
            await open_again(work, peran, await passwords.hash(password))
        return
    hashed = await passwords.hash(password)
    for name in ACCOUNTS:
        account = new_id()
        await work.run(
            "INSERT INTO account (tenant, account_id, login, state, password_hash, must_change)"
            " VALUES (:tenant, :id, :login, 'active', :hash, true)",
            {"tenant": work.tenant, "id": account, "login": name, "hash": hashed},
        )
        await work.run(
            "INSERT INTO peran (tenant, account_id, peran, dasar, syarat, mulai, granted_by, granted_at)"
            " VALUES (:tenant, :id, :peran, 'pemasangan sistem', '{}', '2019-11-01', :by, :now)",
            {"tenant": work.tenant, "id": account, "peran": name, "by": UUID(int=0), "now": work.now},
        )
        await work.audit("account.bootstrapped", str(account), {"peran": name})


async def _calendar(work: Work) -> None:
    """National holidays and cuti bersama, the coming year's always among them; a Pemda may override any day."""
    years = range(FIRST_YEAR, max(LAST_YEAR, work.today.year + 1) + 1)
    days = holidays.country_holidays("ID", categories=("public", "government"), years=years)
    for day, name in sorted(days.items()):
        if await work.one(_DAY, {"tenant": work.tenant, "tanggal": day, "nama": name}):
            await work.record(CalendarDaySet(tanggal=day, libur=True, nama=name), 1)

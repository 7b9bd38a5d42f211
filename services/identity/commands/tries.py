"""Wrong passwords: they slow down their account and address together, so that nobody locks anybody else out."""

from __future__ import annotations

import time
from collections import OrderedDict
from datetime import timedelta
from uuid import UUID

from chassis import telemetry
from chassis.db import Work
from services.identity.keys import Keys
from services.identity.store import tries as kept

# From one address: after each five failures the account waits there, 5, 10, 20, then 40 minutes.
SLOW_AFTER = 5
SLOW_FOR = timedelta(minutes=5)
MOST_DOUBLINGS = 3
# From all addresses together: after fifty failures, those wait from which the account has never signed in.
MANY = 50
EVERYWHERE = "*"


class Tries:
    """The tries to sign in to one account from one address. Only marks of addresses are kept."""

    def __init__(self, keys: Keys, work: Work, account_id: UUID, address: str) -> None:
        self._work = work
        self._account_id = account_id
        self._here = keys.mark("alamat", work.tenant, address)[:16]
        self._everywhere = keys.mark("alamat", work.tenant, EVERYWHERE)[:16]

    async def must_wait(self) -> bool:
        """Whether this account is not to be tried from this address now."""
        places = await kept.places(self._work, self._account_id, [self._here, self._everywhere])
        here, everywhere = places.get(self._here), places.get(self._everywhere)
        if here is not None and here.until is not None and here.until > self._work.now:
            return True
        is_known = here is not None and here.known
        return bool(everywhere and everywhere.until and everywhere.until > self._work.now and not is_known)

    async def count_failure(self) -> None:
        """One more wrong password or code."""
        for place, most in ((self._here, SLOW_AFTER), (self._everywhere, MANY)):
            failures = await kept.count(self._work, self._account_id, place)
            if failures % most == 0:
                doublings = min(failures // most - 1, MOST_DOUBLINGS)
                await kept.wait_until(self._work, self._account_id, place, self._work.now + SLOW_FOR * 2**doublings)

    async def succeeded(self) -> None:
        """From now on the address is one of the account's own."""
        await kept.forget_failures(self._work, self._account_id, self._here)


class Spraying:
    """Passwords that failed lately, by their marks, each with the accounts that it was tried on; in memory alone."""

    WINDOW_SECONDS = 600.0
    MANY_ACCOUNTS = 10
    MOST = 10_000

    def __init__(self) -> None:
        self._tried: OrderedDict[bytes, tuple[float, set[bytes]]] = OrderedDict()

    def note(self, password: bytes, login: bytes) -> None:
        """Count; at ten accounts, and each ten more, the alarm is raised."""
        now = time.monotonic()
        began, logins = self._tried.pop(password, (now, set()))
        if now - began > self.WINDOW_SECONDS:
            began, logins = now, set()
        is_new = login not in logins and len(logins) < self.MOST
        if is_new:
            logins.add(login)
        self._tried[password] = began, logins
        while len(self._tried) > self.MOST:
            self._tried.popitem(last=False)
        if is_new and len(logins) % self.MANY_ACCOUNTS == 0:
            telemetry.sign_in_sprayed_total.inc()
            telemetry.get_logger().error("one_password_on_many_accounts", accounts=len(logins))


SPRAYING = Spraying()

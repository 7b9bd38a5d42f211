"""A browser signs in through the gateway's session with a second factor, which identity alone judges (KUAN P26(1))."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Iterator

import msgspec
import pyotp
import pytest
import uvicorn

from ekinerja.stack import Stack
from gateway.answer import Rejected
from gateway.ask import Reply
from gateway.pool import Pool
from gateway.session import Sessions
from gateway.vault import Kept, Vault
from tests.service.registry import Registry

SANDI = "hosted-password"
STEP = 30


class Quiet(uvicorn.Server):
    """The server in this very event loop; Ctrl-C stays the test run's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@pytest.fixture
async def sessions(registry: Registry, servers: Stack) -> AsyncIterator[Sessions]:
    """The gateway's sessions, with identity behind a port and the run's Valkey."""
    app = registry.service._app
    server = Quiet(uvicorn.Config(app, host="127.0.0.1", port=0, lifespan="off", log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    pool = Pool(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
    vault = Vault(servers.redis(), os.urandom(32))
    yield Sessions(vault, pool, os.urandom(32), secure=False)
    pool.close()
    await vault.close()
    server.should_exit = True
    await serving


@pytest.fixture
async def code(registry: Registry) -> pyotp.TOTP:
    """The super administrator's telephone. What it showed half a minute ago is used up: the present code is not."""
    super_admin = registry.officials["super_admin"]
    made = pyotp.TOTP((await registry.ask("POST", "/totp", who=super_admin)).body["secret"])
    if STEP - time.time() % STEP < 5:  # one step for the whole test
        await asyncio.sleep(5)
    earlier = {"kode": made.at(int(time.time()) - STEP)}
    assert (await registry.ask("POST", "/totp/confirm", earlier, who=super_admin)).status == 204
    return made


async def refused(sessions: Sessions, sandi: str, kode: str | None = None) -> tuple[int, str, str]:
    """Status, field and pasal, as a page reads them."""
    answer = await sessions.open("kuansing", "super_admin", sandi, kode)
    assert isinstance(answer, Reply), answer
    told = answer.json()
    assert told["status"] == answer.status
    return answer.status, told.get("field", ""), told.get("pasal", "")


async def test_kuan_p26_1_with_the_code_of_the_moment_the_browser_has_a_session(
    sessions: Sessions, code: pyotp.TOTP
) -> None:
    opened = await sessions.open("kuansing", "super_admin", SANDI, code.now())
    assert not isinstance(opened, Reply), opened
    sid, kept = opened
    assert (kept.tenant, kept.limited) == ("kuansing", "sandi"), "the first password is still to be changed"
    assert await sessions.find(sid) == kept
    renewed = await sessions.renew(sid, kept)
    assert isinstance(renewed, Kept) and renewed.access_token != kept.access_token, "without a code again"


async def test_kuan_p26_1_without_a_code_the_page_is_told_that_one_is_needed(
    sessions: Sessions, code: pyotp.TOTP, registry: Registry
) -> None:
    assert await refused(sessions, SANDI) == (401, "kode", "26(1)")
    assert (await refused(sessions, "salah", code.now()))[:2] == (401, ""), "nothing of a code to who has no password"
    passed = await sessions.open("kuansing", "super_admin", SANDI)
    assert isinstance(passed, Reply)
    direct = (await registry.login("super_admin", SANDI)).body
    assert passed.json() | {"trace": ""} == direct | {"trace": ""}, "identity's own words"


async def test_kuan_p26_1_a_wrong_code_opens_nothing_and_is_counted(sessions: Sessions, code: pyotp.TOTP) -> None:
    right = code.now()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert await refused(sessions, SANDI, wrong) == (401, "kode", "26(1)")
    assert (await refused(sessions, SANDI, right))[:2] == (401, ""), "five failures close the door for five minutes"
    assert (await refused(sessions, SANDI, "12 456"))[:2] == (422, "kode"), "six digits, says identity"


async def test_kuan_p26_1_a_code_opens_one_session_alone(sessions: Sessions, code: pyotp.TOTP) -> None:
    now = code.now()
    assert not isinstance(await sessions.open("kuansing", "super_admin", SANDI, now), Reply)
    assert await refused(sessions, SANDI, now) == (401, "kode", "26(1)"), "used up"


async def test_kuan_p26_1_who_has_yet_to_enrol_is_known_by_the_session(sessions: Sessions, registry: Registry) -> None:
    """An administrator without a second factor gets as far as identity, to enrol one."""
    changed = {"lama": SANDI, "baru": "kuda baterai tepat"}
    done = await registry.ask("POST", "/password", changed, who=registry.officials["super_admin"])
    assert done.status == 204, done.body
    opened = await sessions.open("kuansing", "super_admin", changed["baru"])
    assert not isinstance(opened, Reply) and opened[1].limited == "totp"


def _soon_over(kept: Kept, seconds: float) -> Kept:
    """The session, whose token holds so long yet: it is time to renew it."""
    return msgspec.structs.replace(kept, expires=time.time() + seconds)


async def _opened(sessions: Sessions, code: pyotp.TOTP) -> tuple[str, Kept]:
    opened = await sessions.open("kuansing", "super_admin", SANDI, code.now())
    assert not isinstance(opened, Reply), opened
    return opened


async def _keep(sessions: Sessions, sid: str, kept: Kept) -> None:
    """As another gateway left it in Valkey; nothing is remembered here."""
    sessions._near.clear()
    await sessions._vault.write(sid, kept)


async def test_a_session_goes_on_with_its_token_while_identity_is_away(sessions: Sessions, code: pyotp.TOTP) -> None:
    """The answer of a renewal gets lost, or none comes: the token that still holds is used, the next request tries."""
    sid, kept = await _opened(sessions, code)
    here, nowhere = sessions._identity, Pool("http://127.0.0.1:1")
    await _keep(sessions, sid, _soon_over(kept, 20))
    sessions._identity = nowhere
    assert (await sessions.find(sid)).access_token == kept.access_token
    await _keep(sessions, sid, _soon_over(kept, 0.5))
    with pytest.raises(Rejected) as over:
        await sessions.find(sid)
    assert over.value.status == 503, "it does not hold, and nothing else can be had: later, not signed out"
    sessions._identity = here
    nowhere.close()
    assert (await sessions.find(sid)).access_token != kept.access_token, "identity is back: renewed, not ended"


async def test_two_tabs_that_renew_at_once_both_go_on(sessions: Sessions, code: pyotp.TOTP) -> None:
    """A refresh token works once: one request trades it, the others wait for what it got."""
    sid, kept = await _opened(sessions, code)
    await _keep(sessions, sid, _soon_over(kept, 5))
    found = await asyncio.gather(*(sessions.find(sid) for _ in range(6)))
    tokens = {one.access_token for one in found}
    assert len(tokens) == 1 and kept.access_token not in tokens
    assert (await sessions.find(sid)).access_token in tokens

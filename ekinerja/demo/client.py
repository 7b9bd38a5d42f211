"""A user of the HTTP API, as any client would be: tokens, idempotency keys, retries."""

from __future__ import annotations

import asyncio
import secrets
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pyotp

WAIT_SECONDS = 60.0
AT_ONCE = 24
TRIES = 12


class Failed(Exception):
    """The demo does not stand: an answer or a count is not what it must be."""


class Api:
    """The gateway."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.calls = 0
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Api:
        await self.open()
        return self

    async def open(self) -> None:
        """As in `async with`."""
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        self._session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60))

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

    async def call(self, method: str, path: str, **options: Any) -> tuple[int, Any, Any]:
        """One request; 429, 503 and a lost connection are waited out. Returns status, body, headers.

        Asking again is safe: a change carries its Idempotency-Key, the same one each time.
        """
        last: object = None
        for attempt in range(TRIES):
            async with self._gate:
                try:
                    answered = await self._once(method, path, options)
                except aiohttp.ClientConnectionError as err:
                    last = err
                else:
                    last = answered[:2]
                    if answered[0] not in (429, 503):
                        return answered
            await asyncio.sleep(min(0.2 * 2**attempt, 5.0))
        raise Failed(f"{method} {path}: still {last!r} after {TRIES} tries")

    async def _once(self, method: str, path: str, options: dict[str, Any]) -> tuple[int, Any, Any]:
        assert self._session is not None
        self.calls += 1
        async with self._session.request(method, self.url + path, **options) as answer:
            is_json = "json" in answer.headers.get("content-type", "")
            body = await answer.json(content_type=None) if is_json else await answer.read()
            return answer.status, body, answer.headers


class User:
    """Someone signed in."""

    def __init__(self, api: Api, tenant: str, login: str, password: str) -> None:
        self.api = api
        self.tenant = tenant
        self.login = login
        self.id = ""
        self._password = password
        self._token = ""
        self._secret = ""
        self._spent = ""
        self._until = 0.0
        self._signing = asyncio.Lock()

    async def sign_in(self) -> User:
        """Sign in; a first password is changed, a second factor enrolled, as the answer asks for."""
        answer = await self._login()
        while answer["limited"]:
            self._token, self._until = answer["access_token"], time.monotonic() + 60
            await self._finish(answer["limited"])
            token = {"refresh_token": answer["refresh_token"]}
            answer = self._good("POST", "refresh", await self.api.call("POST", "/api/identity/refresh", json=token))
        self._token, self.id = answer["access_token"], answer["account_id"]
        self._until = time.monotonic() + answer["expires_in"] - 30
        return self

    async def _login(self) -> Any:
        body = {"tenant": self.tenant, "nip": self.login, "sandi": self._password}
        for _ in range(3):  # a request that was sent again may have spent its code
            if self._secret:
                body["kode"] = await self.code()
            status, answer, _ = await self.api.call("POST", "/api/identity/login", json=body)
            if status == 200:
                return answer
            if not (self._secret and answer.get("rule") == "identity.session.code"):
                break
        raise Failed(f"{self.login} cannot sign in: {status} {answer}")

    async def code(self) -> str:
        """A code of the second factor that nobody got here before: a code is good once, so the next one is awaited."""
        totp = pyotp.TOTP(self._secret)
        while self._spent == (code := str(totp.now())):
            await asyncio.sleep(1)
        self._spent = code
        return code

    async def _finish(self, what: str) -> None:
        """What has to be done before the token opens more: another password, a second factor."""
        if what == "sandi":
            fresh = f"{secrets.token_urlsafe(12)} dan seterusnya"
            await self.post("/api/identity/password", {"lama": self._password, "baru": fresh})
            self._password = fresh
        else:
            self._secret = (await self.post("/api/identity/totp"))["secret"]
            await self.post("/api/identity/totp/confirm", {"kode": await self.code()})

    def secrets(self) -> tuple[str, str]:
        """The password and the secret of the second factor, "" where none is enrolled."""
        return self._password, self._secret

    async def ask(self, method: str, path: str, **options: Any) -> tuple[int, Any, Any]:
        """A request with token and, for a change, an idempotency key; returns status, body, headers."""
        headers = {"authorization": f"Bearer {await self.token()}", **options.pop("headers", {})}
        if method != "GET":
            headers.setdefault("idempotency-key", uuid.uuid4().hex)
        return await self.api.call(method, path, headers=headers, **options)

    async def token(self) -> str:
        """A token that holds for a while yet. One signs in for all who wait: a code is good once."""
        if time.monotonic() > self._until:
            async with self._signing:
                if time.monotonic() > self._until:
                    await self.sign_in()
        return self._token

    async def get(self, path: str) -> Any:
        return self._good("GET", path, await self.ask("GET", path))

    async def post(self, path: str, body: Any = None, **options: Any) -> Any:
        if body is not None:
            options["json"] = body
        return self._good("POST", path, await self.ask("POST", path, **options))

    def _good(self, method: str, path: str, answered: tuple[int, Any, Any]) -> Any:
        status, body, _ = answered
        if status >= 400:
            raise Failed(f"{method} {path} as {self.login}: {status} {body}")
        return body


async def until(what: str, ready: Callable[[], Awaitable[Any]]) -> Any:
    """Ask until there is an answer; Failed when it does not come in time."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not (found := await ready()):
        if time.monotonic() > deadline:
            raise Failed(f"waited {WAIT_SECONDS:.0f} s in vain: {what}")
        await asyncio.sleep(0.15)
    return found


async def each(items: list[Any], work: Callable[[Any], Awaitable[Any]]) -> list[Any]:
    """Do the same for many, side by side."""
    return list(await asyncio.gather(*(work(item) for item in items)))

"""The gateway as a stranger meets it, on the running system."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from openapi_spec_validator import validate

from ekinerja.stack import Stack
from ekinerja.topology import topology


@pytest.fixture(scope="module")
async def web(system: Stack) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(system.url()) as session:
        yield session


@pytest.fixture(scope="module")
async def token(system: Stack, web: aiohttp.ClientSession) -> str:
    body = {"tenant": "kuansing", "nip": "super_admin", "sandi": system.instance.secrets().bootstrap_password}
    async with web.post("/api/identity/login", json=body) as answer:
        assert answer.status == 200, await answer.text()
        return str((await answer.json())["access_token"])


def flipped(token: str) -> str:
    """The same token with one letter of its claims changed."""
    head, claims, signature = token.split(".")
    return f"{head}.{claims[:-2]}{'A' if claims[-2] != 'A' else 'B'}{claims[-1]}.{signature}"


async def test_without_a_valid_token_only_the_open_doors(web: aiohttp.ClientSession, token: str) -> None:
    for given in (None, "Bearer", "Bearer x.y.z", f"Bearer {flipped(token)}", f"Basic {token}", "Bearer " + "a" * 3000):
        headers = {"authorization": given} if given else {}
        async with web.get("/api/identity/me", headers=headers) as answer:
            assert answer.status == 401, given
            problem = await answer.json(content_type=None)
            assert answer.headers["content-type"] == "application/problem+json" and problem["status"] == 401
    async with web.get("/api/identity/me", headers={"authorization": f"Bearer {token}"}) as answer:
        assert answer.status == 200
    for path in ("/health/live", "/health/ready", "/api/identity/jwks", "/api/openapi.json", "/api/docs", "/metrics"):
        async with web.get(path) as answer:
            assert answer.status == 200, path


async def test_a_wrong_password_and_an_unknown_name_are_the_same_answer(web: aiohttp.ClientSession) -> None:
    told = []
    for nip in ("super_admin", "199001012015011001"):
        body = {"tenant": "konsel", "nip": nip, "sandi": "wrong wrong wrong wrong"}
        async with web.post("/api/identity/login", json=body) as answer:
            problem = await answer.json(content_type=None)
            told.append((answer.status, problem["detail"]))
    assert told[0] == told[1] and told[0][0] == 401


async def test_every_answer_wears_its_headers(web: aiohttp.ClientSession) -> None:
    async with web.get("/api/nowhere", headers={"x-request-id": "abc-12345678"}) as answer:
        assert answer.status in (401, 404)
        assert answer.headers["x-request-id"] == "abc-12345678"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert len(answer.headers["x-trace-id"]) == 32


async def raw(system: Stack, request: bytes) -> bytes:
    """What the gateway answers to these very bytes."""
    host, port = system.url().removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    await writer.drain()
    try:
        return await asyncio.wait_for(reader.read(65536), 5)
    finally:
        writer.close()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fsettings.py", "/static//etc/passwd",
        "/api/identity/../tpp/runs", "/api/identity/%2e%2e/tpp/runs", "/static/vendor/../../app.py",
    ],
)  # fmt: skip
async def test_no_path_leads_elsewhere(system: Stack, path: str) -> None:
    answer = await raw(system, f"GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
    assert answer.split(b" ", 2)[1] in (b"400", b"404", b"401")
    assert b"EKINERJA" not in answer and b"root:" not in answer


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /api/identity/login HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0",
        b"GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\nauthorization: a\r\nauthorization: b\r\nconnection: close\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
    ],
)
async def test_requests_of_two_meanings_are_refused(system: Stack, request_: bytes) -> None:
    answer = await raw(system, request_)
    assert not answer or answer.split(b" ", 2)[1] in (b"400", b"404", b"405", b"401")


async def test_too_much_is_refused_before_it_is_read(web: aiohttp.ClientSession, token: str) -> None:
    headers = {"authorization": f"Bearer {token}", "idempotency-key": uuid.uuid4().hex}
    for path, size in (("/api/identity/roles", (1 << 20) + 1), ("/api/identity/imports", (25 << 20) + 1)):
        async with web.post(path, data=b"x" * size, headers=headers) as answer:
            assert answer.status == 413


async def test_a_change_needs_an_idempotency_key(web: aiohttp.ClientSession, token: str) -> None:
    headers = {"authorization": f"Bearer {token}"}
    async with web.post("/api/identity/password", json={"lama": "x", "baru": "y"}, headers=headers) as answer:
        assert answer.status == 400
        assert "Idempotency-Key" in (await answer.json(content_type=None))["detail"]


async def test_a_first_password_opens_nothing_else(web: aiohttp.ClientSession, token: str) -> None:
    """The bootstrap account has not changed its password: only identity's few routes take its token."""
    headers = {"authorization": f"Bearer {token}"}
    for path in ("/api/activity/messages", "/api/skp/waiting?tahun=2026", "/api/identity/pegawai"):
        async with web.get(path, headers=headers) as answer:
            assert answer.status == 403, path
            assert "kata kunci" in (await answer.json(content_type=None))["detail"]
    async with web.get("/api/identity/me", headers=headers) as answer:
        assert answer.status == 200


async def test_the_clock_is_the_operators(web: aiohttp.ClientSession, token: str) -> None:
    async with web.get("/api/clock") as answer:
        assert (await answer.json())["settable"] is True
    async with web.put("/api/clock", json={"at": None}, headers={"authorization": f"Bearer {token}"}) as answer:
        assert answer.status == 403
    async with web.put("/api/clock", json={"at": None}) as answer:
        assert answer.status == 401


async def merged(web: aiohttp.ClientSession) -> dict[str, Any]:
    async with web.get("/api/openapi.json") as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_the_merged_openapi_is_valid_and_whole(web: aiohttp.ClientSession) -> None:
    document = await merged(web)
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert {p.split("/")[2] for p in document["paths"]} >= set(topology().services) | {"clock"}
    assert "x-unavailable" not in document
    operations = [o["operationId"] for item in document["paths"].values() for o in item.values() if "operationId" in o]
    assert len(operations) == len(set(operations))


async def test_every_change_documents_its_refusals(web: aiohttp.ClientSession) -> None:
    document = await merged(web)
    for path, item in document["paths"].items():
        for method in {"post", "put", "delete"} & set(item):
            assert {"401", "429", "503"} <= set(item[method]["responses"]), (method, path)


async def test_a_token_ends_with_its_session_at_the_gateway_and_at_the_services(
    system: Stack, web: aiohttp.ClientSession
) -> None:
    body = {"tenant": "konsel", "nip": "super_admin", "sandi": system.instance.secrets().bootstrap_password}
    async with web.post("/api/identity/login", json=body) as answer:
        token = (await answer.json())["access_token"]
    headers = {"authorization": f"Bearer {token}", "idempotency-key": uuid.uuid4().hex}
    doors = [f"{base}/api/identity/me" for base in (system.url(), system.environment.url("identity"))]

    async def asked() -> list[int]:
        found = []
        for door in doors:
            async with web.get(door, headers=headers) as answer:
                found.append(answer.status)
        return found

    assert await asked() == [200, 200]
    async with web.post("/api/identity/logout", headers=headers) as answer:
        assert answer.status == 204
    until = asyncio.get_running_loop().time() + 3
    while (found := await asked()) != [401, 401] and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.1)
    assert found == [401, 401], "three seconds, not five minutes"
    async with web.get("/metrics") as answer:
        assert 'revocations_read{service="gateway"} 1.0' in await answer.text()

"""Every refusal and failure is a problem of RFC 9457; the short way and the ordinary one say the same."""

from __future__ import annotations

import json
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import httpx
import msgspec
import pytest
import structlog
from litestar import Litestar, post
from litestar.params import JSONBody

from chassis.auth import Actor, Archive
from chassis.fast.hot import Asked, HotRoute, HotRoutes, Told
from chassis.fast.wire import TwoWays
from chassis.problem import HANDLERS, MEDIA_TYPE, rendered
from chassis.telemetry.logs import configure_logs
from contracts.refusal import Citation, Refusal, Rule
from tests.chassis.fast.wired import served

EARLY = Rule("test.early", 409, "Belum waktunya.", "tanggal", "value")
DONE = Rule("test.done", 409, "Sudah.", "tanggal")


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    tanggal: str
    kuantitas: Annotated[int, msgspec.Meta(ge=1)]


def _fail(entry: Entry) -> None:
    if entry.tanggal == "refused":
        raise Refusal(EARLY, pasal="23(5)")
    if entry.tanggal == "many":
        parts = (Refusal(DONE).at("ids[1]"), Refusal(EARLY, pasal="23(5)").at("ids[3]"))
        raise Refusal(DONE).of_many("ids", parts, "2 dari 4. ")
    if entry.tanggal == "away":
        raise asyncpg.CannotConnectNowError("starting up on host 10.0.0.3")
    if entry.tanggal == "broken":
        raise RuntimeError("NIP 197306032007011007 of Budi")


@post("/entries")
async def ordinary(data: JSONBody[Entry]) -> dict[str, str]:
    _fail(data)
    return {"way": "ordinary"}


@post("/stored")
async def unlisted(data: JSONBody[Entry]) -> dict[str, str]:
    return {"way": "ordinary"}


def hot(runtime: Any, asked: Asked, tell: Any) -> None:
    try:
        _fail(asked.command)
    except Exception as err:
        tell(err)
    else:
        tell(Told(b'{"way": "hot"}', replayed=asked.key == "replayed"))


class Known:
    """Knows one token, one of somebody who must first change the password, and one of who is in service no more."""

    def known(self, authorization: bytes) -> Actor | None:
        if authorization == b"Bearer retired":
            return Actor("kuansing", UUID(int=1), 0, archive=Archive("pensiun"))
        limited = {b"Bearer good": "", b"Bearer first": "sandi"}.get(authorization)
        return None if limited is None else Actor("kuansing", UUID(int=1), 0, limited=limited)


class Law:
    """Of the Pemda of `Known`, which has its pasal, and its words, for a rule."""

    citations = {"test.done": Citation("7(2)", "Sudah selesai.")}

    def saying(self, tenant: str) -> Any:
        return lambda refusal: refusal.said(self.citations if tenant == "kuansing" else {})


@pytest.fixture(scope="module")
def client() -> Any:
    inner = Litestar([ordinary, unlisted], exception_handlers=HANDLERS, openapi_config=None, logging_config=None)
    routes: Any = HotRoutes("test", "", [HotRoute("/entries", Entry, hot)], Law(), Known())  # type: ignore[arg-type]
    with served(TwoWays(inner, routes.take)) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as found:
        yield found


def _post(client: Any, body: Any, key: str | None = "12345678", path: str = "/entries", token: str = "good") -> Any:
    headers = {"authorization": f"Bearer {token}"} | ({"idempotency-key": key} if key else {})
    return client.post(
        path,
        content=body if isinstance(body, bytes) else json.dumps(body).encode(),
        headers=headers | {"content-type": "application/json"},
    )


GOOD = {"tanggal": "2026-01-20", "kuantitas": 1}


def test_what_is_well_formed_takes_the_short_way(client: Any) -> None:
    told = _post(client, GOOD)
    assert (told.status_code, told.json()) == (201, {"way": "hot"}) and "idempotent-replay" not in told.headers
    assert _post(client, GOOD, "replayed").headers["idempotent-replay"] == "true"


@pytest.mark.parametrize(
    ("path", "key", "token"),
    [
        ("/entries", None, "good"), ("/entries", "short", "good"), ("/stored", "12345678", "good"),
        ("/entries", "12345678", "unknown"), ("/entries", "12345678", "first"),
        ("/entries", "12345678", "retired"),
    ],
)  # fmt: skip
def test_the_rest_takes_the_ordinary_one(client: Any, path: str, key: str | None, token: str) -> None:
    assert _post(client, GOOD, key, path, token).json() == {"way": "ordinary"}


def test_an_answer_of_the_short_way_tells_its_trace(client: Any) -> None:
    given = "00-" + "a" * 32 + "-" + "b" * 16 + "-00"
    headers = {"authorization": "Bearer good", "idempotency-key": "12345678", "traceparent": given}
    assert client.post("/entries", json=GOOD, headers=headers).headers["x-trace-id"] == "a" * 32
    refused = client.post("/entries", json=GOOD | {"tanggal": "refused"}, headers=headers)
    assert refused.headers["x-trace-id"] == refused.json()["trace"] == "a" * 32


def test_the_short_way_cites_the_law_of_the_pemda_for_each_of_many(client: Any) -> None:
    told = _post(client, GOOD | {"tanggal": "many"})
    assert (told.status_code, told.json()["pasal"], told.json()["field"]) == (409, "7(2)", "ids")
    assert told.json()["errors"] == [
        {"field": "ids[1]", "detail": "Sudah selesai.", "pasal": "7(2)", "rule": "test.done"},
        {"field": "ids[3]", "detail": "Belum waktunya.", "pasal": "23(5)", "rule": "test.early"},
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (GOOD | {"kuantitas": 0}, "kuantitas"),
        (GOOD | {"kuantitas": "satu"}, "kuantitas"),
        (GOOD | {"lain": 1}, "lain"),
        ({"kuantitas": 1}, "tanggal"),
    ],
)
def test_a_body_that_does_not_fit_is_422_with_its_member(client: Any, body: Any, field: str | None) -> None:
    told = _post(client, body)
    assert told.status_code == 422 and told.headers["content-type"].startswith(MEDIA_TYPE)
    assert told.json().get("field") == field


def test_a_body_that_is_no_json_is_400(client: Any) -> None:
    assert _post(client, b'{"tanggal": ').status_code == 400


@pytest.mark.parametrize("key", ["12345678", None], ids=["hot", "ordinary"])
def test_both_ways_refuse_alike(client: Any, key: str | None) -> None:
    refused = _post(client, GOOD | {"tanggal": "refused"}, key)
    told = refused.json()
    assert (refused.status_code, told["pasal"], told["field"]) == (409, "23(5)", "tanggal")
    assert told["title"] and told["detail"] == "Belum waktunya." and told["type"] == "urn:ekinerja:problem:409"
    away = _post(client, GOOD | {"tanggal": "away"}, key)
    assert (away.status_code, away.headers["retry-after"]) == (503, "2") and "10.0.0.3" not in away.text
    broken = _post(client, GOOD | {"tanggal": "broken"}, key)
    assert broken.status_code == 500 and "197306032007011007" not in broken.text and "Budi" not in broken.text


def test_a_failure_of_ours_is_logged_without_the_person(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("test")
    try:
        raise RuntimeError("duplicate key (nip)=(197306032007011007)")
    except RuntimeError as err:
        assert rendered(err).status == 500
    finally:
        structlog.reset_defaults()  # the captured stream is closed after this test
    logged = capsys.readouterr().err
    assert "request_failed" in logged and "197306032007011007" not in logged

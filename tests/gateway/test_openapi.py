"""The merged OpenAPI document, as whoever makes a client of it reads it."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import validate

from chassis.service import create
from chassis.settings import Settings
from chassis.timeofday import FORM
from gateway.openapi import merge
from gateway.routes import SERVICES

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?$"
Json = Any


async def _published(name: str) -> Json:
    """What a service says of itself; it asks no database for that."""
    settings = Settings(profile="test", database=NOWHERE, database_plumbing=NOWHERE, key_secret="A" * 43)
    app = create(importlib.import_module(f"services.{name}.app").SERVICE, settings)
    path = f"/api/{name}/openapi.json"
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip
    said = b""

    async def receive() -> Json:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Json) -> None:
        nonlocal said
        said += message.get("body", b"")

    await app(scope, receive, send)
    return json.loads(said)


@pytest.fixture(scope="module")
async def document() -> Json:
    return merge({name: await _published(name) for name in SERVICES}, [])


def _schemas(node: Json, place: str = "") -> Iterator[tuple[str, Json]]:
    if isinstance(node, dict):
        if {"type", "oneOf", "anyOf", "$ref"} & set(node):
            yield place, node
        for name, inner in node.items():
            yield from _schemas(inner, f"{place}/{name}")
    elif isinstance(node, list):
        for n, inner in enumerate(node):
            yield from _schemas(inner, f"{place}/{n}")


async def test_the_document_is_openapi(document: Json) -> None:
    validate(document)


async def test_no_schema_has_an_empty_branch(document: Json) -> None:
    wrong = [
        place
        for place, schema in _schemas(document)
        for key in ("oneOf", "anyOf", "allOf", "items", "prefixItems")
        if key in schema and ({} in schema[key] if isinstance(schema[key], list) else schema[key] == {})
    ]
    assert wrong == []
    layanan = document["components"]["schemas"]["RecordOutage"]["properties"]["layanan"]
    named = ["gateway", "identity", "skp", "activity", "appraisal", "tpp", "reporting", "semua"]
    assert layanan == {"type": "array", "items": {"type": "string", "enum": named}, "minItems": 1, "maxItems": 8}
    grants = document["components"]["schemas"]["GrantRoles"]["properties"]["grants"]
    assert grants["items"] == {"$ref": "#/components/schemas/Grant"}


async def test_a_time_of_day_is_no_duration(document: Json) -> None:
    assert [place for place, schema in _schemas(document) if schema.get("format") == "duration"] == []
    schemas = document["components"]["schemas"]
    for name, form in (("EnterActivity", FORM), ("CorrectActivity", FORM), ("ActivityView", TIME)):
        for member in ("mulai", "selesai"):
            found = schemas[name]["properties"][member]
            assert (found["type"], found["format"], found["pattern"]) == ("string", "time-local", form)
    draft = schemas["Draf"]["properties"]["mulai"]
    assert (draft["pattern"], draft["format"], [b["type"] for b in draft["oneOf"]]) == (
        FORM, "time-local", ["string", "null"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "fits"),
    [("08:00:00", True), ("23:59:59.5", True), ("24:00:00", False), ("08:00", True), ("8:00", False),
     ("08:00:00Z", False), ("08.00", False), ("08:60", False)],
)  # fmt: skip
def test_the_pattern_of_a_time_says_what_is_taken(said: str, fits: bool) -> None:
    assert bool(re.fullmatch(FORM, said)) == fits


async def test_every_error_is_a_problem_by_its_media_type(document: Json) -> None:
    told = [
        (path, status, media)
        for path, item in document["paths"].items()
        for operation in item.values()
        for status, answer in operation["responses"].items()
        for media in answer.get("content", {})
        if status >= "400"
    ]
    assert len(told) > 1000 and {media for _, _, media in told} == {"application/problem+json"}


async def test_a_change_says_that_it_demands_a_key_and_nothing_else_does(document: Json) -> None:
    def key(path: str, method: str) -> list[bool]:
        given = document["paths"][path][method].get("parameters", [])
        return [p["required"] and p["in"] == "header" for p in given if p["name"] == "Idempotency-Key"]

    for path in ("/api/activity/activities", "/api/activity/verify", "/api/tpp/runs", "/api/identity/imports"):
        assert key(path, "post") == [True], path
    assert key("/api/activity/activities/{activity_id}", "put") == [True]
    assert key("/api/activity/activities", "get") == key("/api/identity/login", "post") == []
    assert key("/api/activity/queue", "post") == key("/api/identity/logout", "post") == [], "twice is once"


async def test_what_is_sent_is_closed_and_what_is_answered_is_open(document: Json) -> None:
    schemas = document["components"]["schemas"]
    bodies = [
        operation["requestBody"]["content"]["application/json"]["schema"]
        for item in document["paths"].values()
        for operation in item.values()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    ]
    waiting, seen = list(bodies), set()
    while waiting:
        for _, inner in _schemas(waiting.pop()):
            if (name := inner.get("$ref", "").rpartition("/")[2]) and name not in seen:
                seen.add(name)
                waiting.append(schemas[name])
    sent = [name for name in seen if schemas[name].get("type") == "object"]
    assert len(sent) > 70 and [name for name in sent if schemas[name].get("additionalProperties") is not False] == []
    assert "additionalProperties" not in schemas["ActivityView"]
    times = [s["pattern"] for name in sent for _, s in _schemas(schemas[name]) if s.get("format") == "time-local"]
    assert len(times) >= 8 and set(times) == {FORM}, "a time is taken without seconds too, wherever one is sent"


async def test_every_integer_says_how_wide_it_is(document: Json) -> None:
    found = [schema for _, schema in _schemas(document["components"]) if schema.get("type") == "integer"]
    assert len(found) > 80 and {schema.get("format") for schema in found} == {"int32", "int64"}
    assert document["components"]["schemas"]["SlipView"]["properties"]["total"]["format"] == "int64"


async def test_which_version_was_seen_stands_in_the_body(document: Json) -> None:
    asked = [p["name"] for i in document["paths"].values() for o in i.values() for p in o.get("parameters", [])]
    assert "versi" not in asked and "tanggal" in asked
    bodies = document["components"]["schemas"]
    for name in ("EditActivity", "EditDraft", "SubmitDraft", "CorrectActivity", "RejectActivity", "ChangeFor"):
        assert "versi" in bodies[name]["properties"], name


# KON P5, P49(1-2): perencanaan, pelaksanaan, penilaian, tindak lanjut, sistem informasi: what each is reached by.
MODULES = {
    "perencanaan": [("/api/skp/sasaran", "post"), ("/api/skp/sasaran/{skp_id}/set", "post")],
    "pelaksanaan": [("/api/activity/activities", "post"), ("/api/skp/sasaran/{skp_id}/measure", "post")],
    "penilaian": [("/api/appraisal/appraisals/{appraisal_id}/sign", "post")],
    "tindak lanjut": [
        ("/api/appraisal/follow-ups", "get"), ("/api/appraisal/follow-ups/{kasus_id}/review", "post"),
        ("/api/appraisal/follow-ups/{kasus_id}/test", "post"), ("/api/appraisal/follow-ups/{kasus_id}/decide", "post"),
    ],
    "sistem informasi": [("/api/identity/login", "post"), ("/api/reporting/recap", "get")],
}  # fmt: skip


@pytest.mark.parametrize("module", list(MODULES))
async def test_kon_p5_kon_p49_every_module_is_reached_through_the_gateway(document: Json, module: str) -> None:
    for path, method in MODULES[module]:
        assert method in document["paths"].get(path, {}), path


# Operation → refusals it must publish, written from the pasal: who may, when, and what a command must hold.
MUST = {
    ("post", "/api/activity/activities"): {(409, "A24"), (409, "23(1)"), (422, "23(1)"), (403, "11(5)")},
    ("post", "/api/activity/verify"): {(403, "1(24)"), (404, "implicit"), (409, "23(5)")},
    ("post", "/api/activity/activities/{activity_id}/reject"): {(422, "23(8)"), (409, "23(8)"), (403, "1(24)")},
    ("post", "/api/tpp/runs"): {(403, "kebijakan"), (409, "kebijakan")},
    ("get", "/api/tpp/slips/mine"): {(404, "implicit")},
    ("post", "/api/identity/login"): {(401, "23(1)"), (401, "26(1)"), (403, "11(5)")},
    ("post", "/api/reporting/recap"): {(409, "29")},
}


def _in_kuansing(refusal: Json) -> str:
    pasal = refusal.get("pasal", "")
    return pasal if isinstance(pasal, str) else pasal["KUAN"]


@pytest.mark.parametrize(("place", "wanted"), MUST.items(), ids=lambda value: str(value)[:60])
async def test_an_operation_publishes_its_refusals_with_their_pasal(
    document: Json, place: tuple[str, str], wanted: set[tuple[int, str]]
) -> None:
    operation = document["paths"][place[1]][place[0]]
    refusals = operation["x-refusals"]
    assert wanted <= {(one["status"], _in_kuansing(one)) for one in refusals}
    for one in operation["x-refusals"]:
        if str(one["status"]) in operation["responses"]:
            described = operation["responses"][str(one["status"])]["description"]
            assert described.count(f"- {one['detail']}") >= 1


async def test_every_operation_of_a_service_says_what_it_refuses_and_no_status_that_it_never_gives(
    document: Json,
) -> None:
    operations = {
        (method, path): item[method]
        for path, item in document["paths"].items()
        for method in {"get", "post", "put", "delete"} & set(item)
        if path.split("/")[2] in SERVICES
    }
    assert [at for at, operation in operations.items() if "x-refusals" not in operation] == []
    for (method, path), operation in operations.items():
        given = {one["status"] for one in operation["x-refusals"]}
        assert {str(status) for status in given} <= set(operation["responses"]), (method, path)
        if "{" not in path:
            assert ("404" in operation["responses"]) is (404 in given), (method, path)
    mine = operations["get", "/api/identity/sessions"]
    assert "404" not in mine["responses"] and [one["rule"] for one in mine["x-refusals"]] == ["law.none_in_force"]


async def test_no_path_says_its_service_twice(document: Json) -> None:
    doubled = [path for path in document["paths"] if path.split("/")[2:3] == path.split("/")[3:4]]
    assert doubled == []


async def test_asking_twice_says_nothing_twice() -> None:
    assert await _published("tpp") == await _published("tpp")


def test_what_takes_a_file_says_which_kinds(document: Json) -> None:
    evidence = document["paths"]["/api/activity/activities/{activity_id}/evidence"]["post"]["requestBody"]
    assert list(evidence["content"]) == ["image/jpeg", "image/png", "application/pdf", "multipart/form-data"]
    assert evidence["content"]["image/jpeg"]["schema"] == {"type": "string", "format": "binary"}
    assert evidence["content"]["multipart/form-data"]["schema"]["required"] == ["berkas"]
    sheets = document["paths"]["/api/activity/imports"]["post"]["requestBody"]["content"]
    assert [kind.rpartition(".")[2] for kind in sheets] == ["sheet", "text/csv"]

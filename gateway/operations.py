"""The gateway's own operations as OpenAPI, and the refusals it may give to any request."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_REFUSALS = {
    "401": "No valid token or session",
    "413": "Body over the limit of this route",
    "429": "Too many requests: see Retry-After",
    "431": "Headers too long",
    "502": "The service's answer could not be read",
    "503": "Temporarily unavailable: retry with the same key after Retry-After",
    "504": "The service took too long: retry with the same key",
}

COMPONENTS: Json = {
    "GatewayProblem": {
        "type": "object",
        "title": "GatewayProblem",
        "description": "RFC 9457 problem details.",
        "required": ["title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer", "format": "int32"},
            "detail": {"type": "string"},
            "trace": {"type": "string", "description": "for the helpdesk"},
        },
    },
    "Clock": {
        "type": "object",
        "title": "Clock",
        "required": ["now", "settable"],
        "properties": {"now": {"type": "string", "format": "date-time"}, "settable": {"type": "boolean"}},
    },
    "SetClock": {
        "type": "object",
        "title": "SetClock",
        "required": ["at"],
        "additionalProperties": False,
        "properties": {"at": {"type": ["string", "null"], "format": "date-time"}},
    },
}


def _refusal(text: str) -> Json:
    schema = {"$ref": "#/components/schemas/GatewayProblem"}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}


def gateway_refusals(*also: str) -> Json:
    """Responses any operation may have because it stands behind the gateway."""
    return {status: _refusal(text) for status, text in _REFUSALS.items()} | {
        status: _refusal(text) for status, text in _MORE.items() if status in also
    }


_MORE = {"403": "Not yours to do, or not on this installation", "422": "Not a time with a zone, nor null"}


def _json(schema: str, text: str) -> Json:
    return {
        "description": text,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _operation(name: str, summary: str, responses: Json, **more: Any) -> Json:
    return {"operationId": name, "summary": summary, "tags": ["gateway"], "responses": responses, **more}


_OBJECT = {"description": "The document", "content": {"application/json": {"schema": {"type": "object"}}}}
_TOLD = _json("Clock", "The time the rules see")
PATHS: Json = {
    "/api/clock": {
        "get": _operation("tell_clock", "What time it is.", {"200": _TOLD, **gateway_refusals()}, security=[]),
        "put": _operation(
            "set_clock",
            "Set the clock of a demo or test installation (role operator).",
            {"200": _TOLD, **gateway_refusals("403", "422")},
            requestBody={
                "required": True,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SetClock"}}},
            },
        ),
    },
    "/api/openapi.json": {
        "get": _operation("tell_openapi", "This document.", {"200": _OBJECT, **gateway_refusals()}, security=[]),
    },
}

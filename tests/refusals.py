"""Holds every refusal that a test meets to what its operation publishes of itself."""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import Any

from chassis.openapi import listed_refusals
from gateway.routes import SERVICES

GAP = "…"
EVERYWHERE = ("edge.", "permission.", "law.", "event.", "keys.")  # rules that stand before or under every operation
STATUSES = frozenset({401, 403, 404, 409, 422})
# What stands before every operation says the same to all: who asks, with which rights, key and form.
EDGE = {
    401: ("Silakan masuk: …", "Sesi sudah berakhir; silakan masuk lagi."),
    403: (
        "Hanya untuk: …", "Status Anda …", "Tindakan ini belum diatur dalam tabel wewenang Pemda.",
        "Ganti kata kunci pertama Anda lebih dahulu, lalu masuk lagi.",
        "Peran Anda memerlukan kode kedua (TOTP); daftarkan lebih dahulu, lalu masuk lagi.",
    ),
    404: ("Not Found", "Alamat ini tidak ada."),
    409: (),
    422: ("Isian tidak sesuai: …", "Tanggal di luar tahun 1900-2199."),
}  # fmt: skip


def check(service: str, operation: str | None, status: int, body: Any) -> None:
    """AssertionError for a refusal that the operation does not publish."""
    if status not in STATUSES or not isinstance(body, dict) or "detail" not in body:
        return
    known = listed_refusals(service).get(operation or "", [])
    if name := body.get("rule"):
        named = {name, *(one["rule"] for one in body.get("errors", ()))}
        strange = {n for n in named if not n.startswith(EVERYWHERE)} - {one["rule"] for one in known}
        if strange:
            raise AssertionError(f"{service} {operation} does not publish that it may refuse by {min(strange)}")
        return
    said = body["detail"]
    if not any(_fits(text, said) for text in EDGE[status]):
        raise AssertionError(f"{service} {operation} does not publish its refusal {status}: {said}")


def check_path(method: str, path: str, status: int, body: Any) -> None:
    """The same of a request to the gateway."""
    for pattern, at, service, operation in _routes():
        if at == method and pattern.fullmatch(path.partition("?")[0]):
            return check(service, operation, status, body)


def _fits(text: str, said: str) -> bool:
    return re.fullmatch(".+".join(re.escape(piece) for piece in text.split(GAP)), said, re.DOTALL) is not None


@cache
def _routes() -> list[tuple[re.Pattern[str], str, str, str]]:
    found = []
    for service in SERVICES:
        for route in importlib.import_module(f"services.{service}.app").SERVICE.routes:
            for path in route.paths:
                pattern = re.sub(r"\\\{.+?\\\}", "[^/]+", re.escape(f"/api/{service}{path}"))
                found += [(re.compile(pattern), method, service, route.fn.__name__) for method in route.http_methods]
    return sorted(found, key=lambda place: "[^/]" in place[0].pattern)

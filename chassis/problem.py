"""Every refusal and failure as RFC 9457 problem details, in Indonesian, with the pasal it rests on."""

from __future__ import annotations

import re
from typing import Any

import asyncpg
import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chassis import telemetry
from chassis.inbox import is_transient
from contracts.refusal import Refusal

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "Permintaan tidak dapat dibaca",
    401: "Belum dikenali",
    403: "Bukan wewenang Anda",
    404: "Tidak ditemukan",
    405: "Cara akses tidak dikenal",
    409: "Tidak dapat dilakukan pada keadaan ini",
    413: "Kiriman terlalu besar",
    415: "Jenis isi tidak diterima",
    422: "Isian belum memenuhi ketentuan",
    429: "Terlalu banyak permintaan",
    500: "Kesalahan sistem",
    502: "Layanan tidak menjawab",
    503: "Layanan sedang tidak tersedia",
    504: "Layanan terlalu lama menjawab",
}


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """RFC 9457 problem details; `pasal` cites the rule, `field` names the member to blame."""

    type: str = "about:blank"
    title: str = ""
    status: int
    detail: str = ""
    pasal: str | None = None
    field: str | None = None
    trace: str | None = None


def problem_body(status: int, detail: str, *, pasal: str | None = None, field: str | None = None) -> bytes:
    """The JSON of a problem."""
    traceparent = telemetry.current_traceparent()
    kind = f"urn:ekinerja:problem:{status}"
    return msgspec.json.encode(
        Problem(
            type=kind,
            title=TITLES.get(status, "Kesalahan"),
            status=status,
            detail=detail,
            pasal=pasal,
            field=field,
            trace=traceparent[3:35] if traceparent else None,
        )
    )


def problem(
    status: int,
    detail: str,
    *,
    pasal: str | None = None,
    field: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    body = problem_body(status, detail, pasal=pasal, field=field)
    return Response(content=body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def on_refusal(request: Request[Any, Any, Any], err: Refusal) -> Response[bytes]:
    return problem(err.status, err.message, pasal=err.pasal, field=err.field)


_AT = re.compile(r" - at `\$\.?(?P<field>[^`]*)`")


def on_validation(request: Request[Any, Any, Any], err: ValidationException) -> Response[bytes]:
    """A body or parameter that does not fit its struct: 422 with the member named."""
    detail, field = str(err.detail), None
    extra: Any = err.extra
    if isinstance(extra, list) and extra and isinstance(extra[0], dict):
        detail = str(extra[0].get("message", detail))
        field = extra[0].get("key") or None
    if found := _AT.search(detail):
        field = found["field"]
        detail = detail[: found.start()]
    return problem(422, f"Isian tidak sesuai: {detail}", field=field)


def on_http(request: Request[Any, Any, Any], err: HTTPException) -> Response[bytes]:
    return problem(err.status_code, str(err.detail) or TITLES.get(err.status_code, ""))


def on_database(request: Request[Any, Any, Any], err: Exception) -> Response[bytes]:
    """The database is away or busy: whether the write took place is unknown, the same key tells."""
    if not is_transient(err):
        return on_failure(request, err)
    telemetry.get_logger().warning("database_unavailable", error=type(err).__name__)
    return problem(
        503,
        "Penyimpanan sedang sibuk atau tidak terjangkau. Kirim ulang dengan Idempotency-Key yang sama.",
        headers={"retry-after": "2"},
    )


def on_failure(request: Request[Any, Any, Any], err: Exception) -> Response[bytes]:
    telemetry.get_logger().error("request_failed", error=type(err).__name__, exc_info=err)
    return problem(500, "Terjadi kesalahan di pihak kami. Sertakan nomor jejak (trace) saat melapor.")


HANDLERS: Any = {
    Refusal: on_refusal,
    ValidationException: on_validation,
    HTTPException: on_http,
    DBAPIError: on_database,
    asyncpg.PostgresError: on_database,
    asyncpg.InterfaceError: on_database,
    asyncpg.InternalClientError: on_database,
    PoolTimeout: on_database,
    OSError: on_database,
    TimeoutError: on_database,
    Exception: on_failure,
}

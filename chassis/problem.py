"""Every refusal and failure as RFC 9457 problem details, in Indonesian, with the pasal it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from chassis import telemetry, wording
from chassis.transient import is_transient
from contracts.refusal import Refusal, Said

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "2"

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


class Wrong(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What is said against one of many."""

    field: str
    detail: str
    pasal: str
    rule: str | None = None
    about: UUID | None = None


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """RFC 9457 problem details.

    `rule`: the name of the rule that refuses. `pasal`: where the Pemda's law has it. `field`: the member to blame.
    `about`: the id of what is in the way. `errors`: the same of each of several things.
    """

    type: str = "about:blank"
    title: str = ""
    status: int
    detail: str = ""
    pasal: str | None = None
    rule: str | None = None
    field: str | None = None
    about: UUID | None = None
    trace: str | None = None
    errors: tuple[Wrong, ...] = ()


def problem_body(
    status: int, detail: str, *, pasal: str | None = None, rule: str | None = None, field: str | None = None,
    about: UUID | None = None, errors: tuple[Wrong, ...] = (),
) -> bytes:  # fmt: skip
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
            rule=rule,
            field=field,
            about=about,
            trace=traceparent[3:35] if traceparent else None,
            errors=errors,
        )
    )


class Rendered(msgspec.Struct, frozen=True):
    """A problem ready to be sent."""

    status: int
    body: bytes
    headers: dict[str, str] = {}

    def response(self) -> Response[bytes]:
        return Response(content=self.body, status_code=self.status, media_type=MEDIA_TYPE, headers=self.headers or None)


def _without_law(refusal: Refusal) -> Said:
    return refusal.said({})


def rendered(err: Exception, say: Callable[[Refusal], Said] = _without_law) -> Rendered:
    """The answer to an error: a refusal by a law, a database that is away as 503, anything else as our own fault."""
    if isinstance(err, Refusal):
        said = say(err)
        errors = tuple(
            Wrong(field=p.field or "", detail=p.message, pasal=p.pasal, rule=p.rule or None, about=p.about)
            for p in said.parts
        )
        body = problem_body(
            err.status, said.message, pasal=said.pasal, rule=said.rule or None, field=said.field, about=said.about,
            errors=errors,
        )  # fmt: skip
        return Rendered(err.status, body, {"retry-after": RETRY_SECONDS} if err.status in (429, 503) else {})
    if is_transient(err):
        telemetry.get_logger().warning("database_unavailable", error=type(err).__name__)
        # whether the write took place is unknown, the same key tells
        busy = "Penyimpanan sedang sibuk atau tidak terjangkau. Kirim ulang dengan Idempotency-Key yang sama."
        return Rendered(503, problem_body(503, busy), {"retry-after": RETRY_SECONDS})
    telemetry.get_logger().error("request_failed", error=type(err).__name__, exc_info=err)
    ours = "Terjadi kesalahan di pihak kami. Sertakan nomor jejak (trace) saat melapor."
    return Rendered(500, problem_body(500, ours))


def on_error(request: Request[Any, Any, Any], err: Exception) -> Response[bytes]:
    """Any error of a route, by the law of the Pemda that the token, or `state["tenant"]`, names."""
    state = request.scope["state"]
    actor, runtime = state.get("actor"), getattr(request.app.state, "runtime", None)
    tenant = state.get("tenant") or (actor and actor.tenant)
    return (rendered(err, runtime.saying(tenant)) if runtime and tenant else rendered(err)).response()


_BODY = "data"  # the framework's word for the body as a whole
_NO_BODY = "isi belum dikirim"


def on_validation(request: Request[Any, Any, Any], err: ValidationException) -> Response[bytes]:
    """A body or parameter that does not fit its struct: 422 with the member named."""
    detail, field = str(err.detail), None
    extra: Any = err.extra
    if isinstance(extra, list) and extra and isinstance(extra[0], dict):
        detail = str(extra[0].get("message", detail))
        field = extra[0].get("key") or None
    detail = _NO_BODY if detail == f"'{_BODY}'" else detail
    field = None if field == _BODY else field
    said, blamed = wording.read(detail)
    # the framework tells the place apart from the message, which names the member that is missing there
    field = f"{field}.{blamed}" if field and blamed and blamed != field else blamed or field
    return Rendered(422, problem_body(422, f"Isian tidak sesuai: {said}.", field=wording.place(field))).response()


def on_http(request: Request[Any, Any, Any], err: HTTPException) -> Response[bytes]:
    detail = str(err.detail) or TITLES.get(err.status_code, "")
    said, field = wording.read(detail)
    if field and "[...]" in field:
        field = wording.overflowing(request.scope.get("state", {}).get("body", b"")) or wording.place(field)
    said = f"Isi tidak dapat dibaca: {said}." if err.status_code == 400 and said != detail else said
    return Rendered(err.status_code, problem_body(err.status_code, said, field=field), _allowed(err)).response()


def _allowed(err: HTTPException) -> dict[str, str]:
    """`Allow` of a 405 (RFC 9110): what may be done at the address; nobody is let through with OPTIONS."""
    told = {name.lower(): value for name, value in (err.headers or {}).items()}
    methods = sorted(set(told.get("allow", "").replace(" ", "").split(",")) - {"", "OPTIONS"})
    return {"allow": ", ".join(methods)} if methods else {}


HANDLERS: Any = {
    ValidationException: on_validation,
    HTTPException: on_http,
    Exception: on_error,
}

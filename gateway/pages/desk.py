"""Between a request and a screen: who may come, what stands around the page, and what is told when it fails."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import brotli
from litestar import Request, Response

from chassis import telemetry
from chassis.problem import TITLES
from gateway import between
from gateway.between import Word
from gateway.pages import chrome, kept, words
from gateway.pages.chrome import Chrome
from gateway.pages.menu import here
from gateway.pages.outcome import Go, Outcome, Resume, Shown, SignedOut, Stay, Trouble
from gateway.pages.pemda import Pemda
from gateway.pages.site import Screen, Site
from gateway.pages.umum import masuk
from gateway.pages.view import View
from gateway.pages.visit import Visit
from gateway.pool import Pool

SMALL = 1024
PUBLIC = "public, max-age=60"
NOT_HERE = "Halaman ini tidak ada pada Pemda Anda"
SAFE = frozenset({"GET", "HEAD"})
_FIRST = {"sandi": "/akun/sandi", "totp": "/akun/kode"}


class Desk:
    """Serves the screens of one process."""

    def __init__(self, site: Site, pools: Mapping[str, Pool], pemda: Mapping[str, Pemda]) -> None:
        self._site = site
        self._pools = pools
        self._pemda = pemda
        self._view = View()

    async def serve(self, screen: Screen, request: Request[Any, Any, Any], given: dict[str, str]) -> Response[bytes]:
        """The answer to one request, whatever becomes of it."""
        visit = Visit(request, given, self._pools, self._pemda, await request.body())
        if screen.public:
            visit = visit.of_nobody()
        around = asyncio.ensure_future(self._around(visit)) if visit.method in SAFE else None
        try:
            outcome = await self._outcome(screen, visit)
            if isinstance(outcome, Resume):
                outcome = await self._resume(visit, outcome)
            return await self._answer(visit, screen, outcome, around)
        except SignedOut:
            return await self._to_sign_in(visit)
        except Trouble as trouble:
            return await self._answer(visit, screen, _page_of(trouble), around)
        except Exception as err:
            telemetry.get_logger().error("page_failed", error=type(err).__name__, exc_info=err)
            ours = Trouble(500, "Terjadi kesalahan di pihak kami. Tidak ada yang berubah.")
            return await self._answer(visit, screen, _page_of(ours), around)
        finally:
            if around is not None:
                around.cancel()

    async def _outcome(self, screen: Screen, visit: Visit) -> Outcome:
        if not visit.token and not screen.open:
            raise SignedOut
        if visit.to_do and not (screen.limited or screen.open):
            return Go(_FIRST.get(visit.to_do, "/masuk"))
        if visit.method in SAFE:
            if screen.show is None:
                raise Trouble(404, "Alamat ini hanya menerima kiriman formulir.")
            return await screen.show(visit)
        if screen.act is None:
            raise Trouble(405, "Halaman ini hanya dapat dibaca.")
        visit.check_proof()
        return await screen.act(visit)

    async def _resume(self, visit: Visit, late: Resume) -> Outcome:
        """Send what came too late, once its person has signed in; if it is refused, show it word by word."""
        assert late.word.tokens is not None
        screen, given = self._site.find(late.path)
        again = visit.again(late.path, given, late.body, late.token, late.word.tenant)
        try:
            outcome = await screen.act(again) if screen.act else Go("/beranda")
            why = "" if isinstance(outcome, Go) else "Isian perlu diperbaiki sebelum dapat dikirim."
        except Trouble as trouble:
            outcome, why = Go("/beranda"), trouble.detail
        if not why and isinstance(outcome, Go):
            return Go(outcome.to, late.word)
        said = [(name, value) for name, value in again.pairs if value and not name.startswith("_")]
        return Stay(Shown("umum/tersimpan.html", {"isian": said, "sebab": why, "kembali": late.path}, 409), late.word)

    async def _around(self, visit: Visit) -> Chrome | None:
        if not visit.token or visit.to_do:
            return None
        return await chrome.read(visit)

    async def _answer(
        self, visit: Visit, screen: Screen, outcome: Outcome, around: asyncio.Future[Chrome | None] | None
    ) -> Response[bytes]:
        if isinstance(outcome, Go):
            return Response(b"", status_code=303, headers={"location": outcome.to, **_told(visit, outcome.word)})
        assert not isinstance(outcome, Resume), "carried out before"
        word = outcome.word if isinstance(outcome, Stay) else None
        shown = outcome.shown if isinstance(outcome, Stay) else outcome
        try:
            known = await (around or self._around(visit))
        except Trouble:
            known = None
        page = self._view.page(shown.template, self._common(visit, screen, known) | shown.data)
        kept_by = {"cache-control": PUBLIC} if screen.public and shown.status == 200 and visit.method in SAFE else {}
        return _packed(visit, page, shown.status, kept_by | _told(visit, word))

    def _common(self, visit: Visit, screen: Screen, known: Chrome | None) -> dict[str, Any]:
        """What every template may count on."""
        pemda = self._pemda.get(visit.tenant)
        return {
            "pemda": pemda, "warna": pemda.warna if pemda else "hijau", "mode": visit.look, "di": visit.path,
            "aku": known.me if known else None, "sekilas": known.glance if known else None,
            "menu": known.menu if known else [], "tabs": known.tabs if known else [], "tugas": screen.task,
            "kini": here(known.menu, visit.path) if known else "",
            "bukti": proof_of(visit), "kunci": visit.key, "masuk": bool(visit.token),
            "nilai": visit.typed, "salah": {}, "tolak": None,
        }  # fmt: skip

    async def _to_sign_in(self, visit: Visit) -> Response[bytes]:
        if visit.method not in SAFE and (sealed := kept.keep(visit)):
            shown = masuk.late(visit, sealed)
            screen = Screen(path="/masuk", open=True, task=True)
            return await self._answer(visit, screen, shown, None)
        back = visit.path if visit.method in SAFE else ""
        to = f"/masuk?lanjut={quote(back, safe='/')}" if back not in ("", "/", "/beranda") else "/masuk"
        return Response(b"", status_code=303, headers={"location": to})


def proof_of(visit: Visit) -> str:
    """The hidden field of a form: the session's proof, masked anew, and whose form it is; empty for nobody."""
    return f"{between.masked(visit.proof)}.{kept.account_of(visit.token)}" if visit.token else ""


def _page_of(trouble: Trouble) -> Shown:
    trace = trouble.trace or (telemetry.current_traceparent() or "")[3:35]
    title = (
        "Halaman ini tidak ada pada Pemda Anda" if trouble.status == 404 else TITLES.get(trouble.status, "Kesalahan")
    )
    data = {"judul": title, "trouble": trouble, "nomor": words.resi(trace)}
    return Shown("umum/galat.html", data, trouble.status)


def _told(visit: Visit, word: Word | None) -> dict[str, str]:
    return {between.SESSION: between.seal(visit.envelope, word)} if word else {}


def _packed(visit: Visit, page: bytes, status: int, headers: dict[str, str]) -> Response[bytes]:
    """The page, packed as the browser takes it; what is secret in it is masked, so its length tells nothing."""
    more = {"cache-control": "no-store", "vary": "accept-encoding", **headers}
    if len(page) > SMALL and "br" in visit.accepts:
        page, more["content-encoding"] = brotli.compress(page, quality=4), "br"
    elif len(page) > SMALL and "gzip" in visit.accepts:
        page, more["content-encoding"] = gzip.compress(page, 5, mtime=0), "gzip"
    return Response(page, status_code=status, media_type="text/html; charset=utf-8", headers=more)

"""The browser's session: one opaque cookie; tokens, their renewal and the proof against forgery stay here."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from gateway.answer import Rejected, Scope, header_of
from gateway.ask import Reply, ask
from gateway.between import Tokens
from gateway.pool import Pool
from gateway.vault import KEEP_SECONDS, Kept, Vault

RENEW_BEFORE = 30.0
AT_LEAST_SECONDS = 2.0  # that a token must hold for a request to go on with it
REMEMBER_SECONDS = 3.0
_REMEMBERED = 5_000


def cookie_of(raw: bytes, name: str) -> str:
    """The value of a cookie by its name, of the bytes of a Cookie header (RFC 6265, 5.4); "" when it is not there."""
    for pair in raw.decode("latin-1").split(";"):
        found, _, value = pair.strip().partition("=")
        if found == name:
            return value
    return ""


class Sessions:
    """Opens, finds, renews and ends sessions."""

    def __init__(self, vault: Vault, identity: Pool, key: bytes, *, secure: bool) -> None:
        self._vault = vault
        self._identity = identity
        self._key = hmac.digest(key, b"csrf", "sha256")
        self._secure = secure
        self.cookie = "__Host-ekinerja" if secure else "ekinerja"
        self._near: OrderedDict[str, tuple[float, Kept]] = OrderedDict()

    def sid_of(self, scope: Scope) -> str | None:
        """The session id a browser sends."""
        value = cookie_of(header_of(scope, b"cookie") or b"", self.cookie)
        return value if 20 <= len(value) <= 64 else None

    def set_cookie(self, sid: str) -> tuple[bytes, bytes]:
        """The header that gives (or, with an empty id, takes back) the cookie."""
        age = KEEP_SECONDS if sid else 0
        secure = "; Secure" if self._secure else ""
        return b"set-cookie", f"{self.cookie}={sid}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}".encode()

    async def open(
        self, tenant: str, nip: str, sandi: str, kode: str | None = None, address: str = "-"
    ) -> tuple[str, Kept] | Reply:
        """Sign in at identity: a new session, or identity's refusal as it is.

        `kode`: the second factor, of who has enrolled one; a refusal that asks for it is a 401 with `field` = kode.
        """
        given = {"tenant": tenant, "nip": nip, "sandi": sandi} | ({"kode": kode} if kode else {})
        headers = {"x-ekinerja-address": address}
        reply = await ask(self._identity, "POST", "/api/identity/login", given, headers)
        if reply.status != 200:
            return reply
        sid = secrets.token_urlsafe(32)
        kept = _kept(tenant, reply)
        await self._keep(sid, kept)
        return sid, kept

    async def open_with(self, tenant: str, tokens: Tokens) -> str:
        """A new session for tokens that were had from identity; its id."""
        sid = secrets.token_urlsafe(32)
        ends = time.time() + tokens.expires_in
        await self._keep(sid, Kept(tenant, tokens.access_token, tokens.refresh_token, ends, tokens.limited))
        return sid

    async def find(self, sid: str) -> Kept:
        """A session with an access token that still holds; Rejected 401 when there is none."""
        near = self._near.get(sid)
        now = time.time()
        if near and near[0] > now and near[1].expires - RENEW_BEFORE > now:
            return near[1]
        kept = await self._vault.read(sid)
        if kept is None:
            self._near.pop(sid, None)
            raise Rejected(401, "Sesi sudah berakhir; silakan masuk lagi.")
        if kept.expires - RENEW_BEFORE <= now:
            kept = await self._renewed(sid, kept)
        self._remember(sid, kept)
        return kept

    async def _renewed(self, sid: str, kept: Kept) -> Kept:
        """The session with fresh tokens; as it is while its token holds and none can be had: the next request tries."""
        try:
            return await self.renew(sid, kept)
        except Rejected as rejected:
            if rejected.status != 503 or kept.expires <= time.time() + AT_LEAST_SECONDS:
                raise
            return kept

    async def renew(self, sid: str, kept: Kept) -> Kept:
        """Trade the refresh token, which works once: one gateway does it, the others wait for what it gets."""
        for _ in range(40):
            if await self._vault.lock(sid):
                break
            await asyncio.sleep(0.05)
            fresh = await self._vault.read(sid)
            if fresh is not None and fresh.refresh_token != kept.refresh_token:
                return fresh
        else:
            raise Rejected(503, "Sesi sedang diperbarui; coba lagi.", [(b"retry-after", b"1")])
        try:
            latest = await self._vault.read(sid) or kept
            if latest.refresh_token != kept.refresh_token:
                return latest
            return await self._trade(sid, kept)
        finally:
            await self._vault.unlock(sid)

    async def _trade(self, sid: str, kept: Kept) -> Kept:
        reply = await ask(self._identity, "POST", "/api/identity/refresh", {"refresh_token": kept.refresh_token})
        if reply.status == 200:
            fresh = _kept(kept.tenant, reply)
            await self._keep(sid, fresh)
            return fresh
        if reply.status in (401, 403, 422):
            self._near.pop(sid, None)
            await self._vault.forget(sid)
            raise Rejected(401, "Sesi sudah berakhir; silakan masuk lagi.")
        raise Rejected(503, reply.detail, [(b"retry-after", b"2")])

    async def end(self, sid: str) -> None:
        """Forget it here and at identity; without Valkey the cookie still goes."""
        try:
            kept = await self.find(sid)
        except Rejected:
            return
        headers = {"authorization": f"Bearer {kept.access_token}"}
        self._near.pop(sid, None)
        await self._vault.forget(sid)
        await ask(self._identity, "POST", "/api/identity/logout", headers=headers)

    async def _keep(self, sid: str, kept: Kept) -> None:
        await self._vault.write(sid, kept)
        self._remember(sid, kept)

    def _remember(self, sid: str, kept: Kept) -> None:
        self._near[sid] = (time.time() + REMEMBER_SECONDS, kept)
        while len(self._near) > _REMEMBERED:
            self._near.popitem(last=False)

    # --- against forgery ------------------------------------------------------------------------------------

    def proof(self, sid: str) -> str:
        """The CSRF proof of a session: nobody has it who cannot read its pages."""
        return hmac.new(self._key, sid.encode(), hashlib.sha256).hexdigest()

    def keeping(self, sid: str) -> bytes:
        """A key for what was typed in a session that has ended meanwhile; of its id alone, so its browser has it."""
        return hmac.digest(self._key, b"keeping:" + sid.encode(), "sha256")

    def check_proof(self, sid: str, proof: str) -> None:
        if not hmac.compare_digest(self.proof(sid).encode(), proof.encode("utf-8", "replace")):
            raise Rejected(403, "Formulir sudah kedaluwarsa; muat ulang halaman lalu kirim lagi.")


def check_origin(scope: Scope) -> None:
    """An unsafe request of a browser must come from our own pages."""
    origin, host = header_of(scope, b"origin"), header_of(scope, b"host")
    if origin is None:
        if header_of(scope, b"sec-fetch-site") in (None, b"same-origin", b"none"):
            return
    elif urlsplit(origin.decode("latin-1")).netloc.encode() == host:
        return
    raise Rejected(403, "Permintaan ini tidak berasal dari halaman e-Kinerja.")


def check_form_origin(scope: Scope, *, secure: bool) -> None:
    """A form of a page: every browser that we serve says where it was sent from, so who does not is none."""
    origin = urlsplit((header_of(scope, b"origin") or b"").decode("latin-1"))
    host = (header_of(scope, b"host") or b"").decode("latin-1")
    came = header_of(scope, b"sec-fetch-site")
    if origin.netloc != host or came not in (None, b"same-origin") or (secure and origin.scheme != "https"):
        raise Rejected(403, "Kiriman ini tidak berasal dari halaman e-Kinerja.")


def _kept(tenant: str, reply: Reply) -> Kept:
    told = reply.json()
    return Kept(
        tenant=tenant,
        access_token=told["access_token"],
        refresh_token=told["refresh_token"],
        expires=time.time() + float(told["expires_in"]),
        limited=told["limited"],
    )

"""Which tokens prove somebody, and which prove nothing (RFC 9068: typ, iss, aud, exp)."""

from __future__ import annotations

import asyncio
import time
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from chassis.auth import Unauthenticated, Verifier, bearer
from contracts.refusal import Refusal

KEY = ECKey.generate_key("P-256", {"kid": "one", "use": "sig", "alg": "ES256"})
OTHER = ECKey.generate_key("P-256", {"kid": "two", "use": "sig", "alg": "ES256"})
PERSON = UUID(int=7)


class Keys:
    """Identity's published keys, and how often they were fetched."""

    def __init__(self, *keys: ECKey) -> None:
        self.keys = list(keys)
        self.fetched = 0

    async def __call__(self) -> KeySet:
        self.fetched += 1
        return KeySet([ECKey.import_key(key.as_dict(private=False)) for key in self.keys])


def _token(key: ECKey = KEY, typ: str = "at+jwt", **claims: Any) -> str:
    said = {"iss": "ekinerja", "aud": ["skp"], "sub": str(PERSON), "tenant": "konsel", "exp": int(time.time()) + 60}
    return jwt.encode({"alg": "ES256", "typ": typ, "kid": key.kid}, said | claims, key)


async def test_a_good_token_names_the_actor_and_is_verified_once() -> None:
    keys = Keys(KEY)
    verifier = Verifier("skp", keys)
    token = _token(peran=["operator"], sid="s1")
    actor = await verifier.actor(token)
    assert (actor.id, actor.tenant, actor.peran, actor.session) == (PERSON, "konsel", ("operator",), "s1")
    assert await verifier.actor(token) is actor and keys.fetched == 1


@pytest.mark.parametrize(
    "token",
    [
        _token(typ="JWT"),
        _token(aud=["activity"]),
        _token(iss="somebody"),
        _token(exp=int(time.time()) - 60),
        _token(sub="not-a-uuid"),
        _token(OTHER),
        _token()[:-4] + "AAAA",
        "a.b.c",
        "",
        "x" * 5000,
        jwt.encode(
            {"alg": "HS256", "typ": "at+jwt"},
            {"aud": "skp"},
            __import__("joserfc.jwk", fromlist=["OctKey"]).OctKey.generate_key(256),
        ),
    ],
    ids=["typ", "aud", "iss", "exp", "sub", "key", "signature", "garbage", "empty", "long", "hmac"],
)
async def test_a_token_that_proves_nothing(token: str) -> None:
    with pytest.raises(Unauthenticated):
        await Verifier("skp", Keys(KEY)).actor(token)


async def test_a_token_without_tenant_or_end_proves_nothing() -> None:
    bare = jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": "one"}, {"iss": "ekinerja", "aud": "skp"}, KEY)
    with pytest.raises(Unauthenticated):
        await Verifier("skp", Keys(KEY)).actor(bare)


async def test_a_known_token_ends_when_it_says() -> None:
    now = time.time()
    clock = [now]
    verifier = Verifier("skp", Keys(KEY), lambda: clock[0])
    token = _token(exp=int(now) + 60)
    await verifier.actor(token)
    clock[0] = now + 61
    with pytest.raises(Unauthenticated):
        await verifier.actor(token)


async def test_a_new_key_is_fetched_but_strangers_do_not_make_us_ask_each_time() -> None:
    keys = Keys(KEY)
    verifier = Verifier("skp", keys)
    for n in range(5):
        with pytest.raises(Unauthenticated):
            await verifier.actor(_token(OTHER, sid=str(n)))
    assert keys.fetched == 1
    keys.keys.append(OTHER)
    verifier._fetched -= 6
    assert (await verifier.actor(_token(OTHER))).id == PERSON
    assert keys.fetched == 2


def test_the_bearer_of_a_header() -> None:
    assert bearer([(b"authorization", b"bearer abc ")]) == "abc"
    assert bearer([(b"authorization", b"Basic abc")]) is None
    assert bearer([]) is None


async def test_a_token_of_a_session_that_ended_proves_nothing_from_then_on() -> None:
    verifier = Verifier("skp", Keys(KEY))
    ended, other, fresh = _token(sid="s1"), _token(sid="s2"), _token(sid="s1", jti="x")
    for token in (ended, other):
        await verifier.actor(token)
    verifier.ended.add({"s1": time.time()}, time.time())
    assert verifier.known(b"Bearer " + ended.encode()) is None and verifier.known(b"Bearer " + other.encode())
    for token in (ended, fresh):
        with pytest.raises(Unauthenticated):
            await verifier.actor(token)
    assert (await verifier.actor(other)).session == "s2"


class Away(Keys):
    """Identity that does not answer."""

    def __init__(self) -> None:
        super().__init__(KEY)
        self.is_away = True

    async def __call__(self) -> KeySet:
        keys = await super().__call__()
        await asyncio.sleep(0.01)
        if self.is_away:
            raise OSError("connection refused")
        return keys


class Kept:
    """What a service's own database keeps."""

    def __init__(self) -> None:
        self.keys: KeySet | None = None

    async def load(self) -> KeySet | None:
        return self.keys

    async def save(self, keys: KeySet) -> None:
        self.keys = keys


async def test_without_keys_many_requests_ask_identity_once_and_are_told_to_come_back() -> None:
    keys = Away()
    verifier = Verifier("skp", keys)
    told = await asyncio.gather(*(verifier.actor(_token(jti=str(n))) for n in range(50)), return_exceptions=True)
    assert [getattr(err, "status", None) for err in told] == [503] * 50
    assert keys.fetched == 1
    keys.is_away = False
    with pytest.raises(Refusal):
        await verifier.actor(_token())
    assert keys.fetched == 1, "not before the pause is over"
    verifier._failed -= 1
    assert (await verifier.actor(_token())).id == PERSON


async def test_a_process_that_starts_while_identity_is_away_knows_the_keys_told_last() -> None:
    kept, keys = Kept(), Away()
    keys.is_away = False
    await Verifier("skp", keys, kept=kept).actor(_token())
    keys.is_away = True
    later = Verifier("skp", keys, kept=kept)
    assert (await later.actor(_token())).id == PERSON
    with pytest.raises(Unauthenticated):
        await later.actor(_token()[:-4] + "AAAA")
    with pytest.raises(Refusal) as refused:  # perhaps signed by a key that identity has added since
        await later.actor(_token(OTHER))
    assert refused.value.status == 503

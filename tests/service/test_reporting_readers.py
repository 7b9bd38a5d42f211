"""A system of others reads our events while every Pemda lets it, and no longer: on real Kafka (KUAN P26(2), B22)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer
from confluent_kafka.admin import AdminClient

from chassis.db import Who
from ekinerja import topics
from ekinerja.kafka import admin_config, client_config
from ekinerja.readers import Readers, watch
from ekinerja.refusal import Unable
from ekinerja.rights import Wants
from ekinerja.stack import Stack
from services.reporting.commands import readers as book
from services.reporting.store.readers import Progress
from tests.service.hosted import Answer, Hosted
from tests.service.people import pegawai

TENANTS = ("kuansing", "konsel")
BADAN = {"kuansing": "BKPP", "konsel": "BKPSDM"}
PASSWORD = "a-password-of-a-reader-of-others"
TOPIC = "ekinerja.tpp"
FETCH_SECONDS = 2.0  # what a fetch that waits already may still bring: the broker looked at its rights before


def who(tenant: str, n: int) -> UUID:
    """0: pengelola, 1: head of the badan, 2: head of another PD, 3: somebody there."""
    return UUID(int=0x7000 + 0x100 * TENANTS.index(tenant) + n)


async def begin(service: Hosted, tenant: str) -> None:
    """A badan and another PD, each with its head."""
    badan, head = BADAN[tenant], f"ka_{BADAN[tenant].lower()}"
    consents = ("pengelola_kinerja",) if tenant == "konsel" else ()
    await service.hear(
        pegawai(who(tenant, 0), None, opd=badan, unit=badan, peran=("pengelola_e_kinerja", *consents)),
        pegawai(who(tenant, 1), None, opd=badan, unit=badan, peran=(head, "kepala_pd")),
        pegawai(who(tenant, 2), None, opd="DISDIK", unit="DISDIK", peran=("kepala_pd",)),
        pegawai(who(tenant, 3), who(tenant, 2), opd="DISDIK", unit="DISDIK"),
        tenant=tenant,
    )


@pytest.fixture
async def reporting(reporting_process: Hosted) -> AsyncIterator[Hosted]:
    await reporting_process.clear()
    await reporting_process.at("2026-02-02T09:00")
    for tenant in TENANTS:
        await begin(reporting_process, tenant)
    yield reporting_process


@pytest.fixture
async def readers(reporting: Hosted, servers: Stack) -> AsyncIterator[Readers]:
    """The operator's side, with the real Kafka; nobody of this file is let in afterwards."""
    await servers.provision_topics([Wants("tpp", TOPIC, frozenset())])
    found = Readers(servers.environment, reporting.runtime.database)
    yield found
    for tenant in TENANTS:
        async with reporting.runtime.database.work(Who(tenant=tenant, actor="system:reader")) as work:
            names = list(await book.opened(work))
        for name in names:
            await found.shut_out(name, "selesai")


async def ask(reporting: Hosted, tenant: str, path: str, body: Any, n: int) -> Answer:
    return await reporting.ask("POST", f"/releases{path}", body, actor=who(tenant, n), tenant=tenant)


async def wish(reporting: Hosted, tenant: str, **change: Any) -> Answer:
    body = {
        "pihak": "Bank Riau", "tujuan": "Pembayaran TPP", "dasar": "S-9/2026", "data": [], "topik": ["tpp"],
        "dari": "2026-01-01", "sampai": "2026-12-31", "opd": [BADAN[tenant], "DISDIK"], "berlaku_sampai": "2026-02-27",
    } | change  # fmt: skip
    return await ask(reporting, tenant, "", body, 0)


WORDS = (("consent", "", 0), ("coordinate", "", 1), ("coordinate", "BADAN", 1), ("coordinate", "DISDIK", 2))


async def opened(reporting: Hosted, tenant: str, words: Any = WORDS, **change: Any) -> UUID:
    told = await wish(reporting, tenant, **change)
    assert told.status == 201, told.body
    ident = told.body["pelepasan_id"]
    for path, opd, n in words:
        said = {"sikap": "setuju"} | ({"opd": BADAN[tenant] if opd == "BADAN" else opd} if opd else {})
        assert (await ask(reporting, tenant, f"/{ident}/{path}", said, n)).status == 200
    return UUID(ident)


class System:
    """A system of others, connected since it was let in: it fetches on, whatever happens to its password."""

    def __init__(self, servers: Stack, name: str) -> None:
        given = client_config(servers.kafka_servers(), name, PASSWORD, "SASL_PLAINTEXT")
        self.config: dict[str, Any] = dict(given)
        self._consumer = Consumer({**given, "group.id": name, "auto.offset.reset": "earliest"})
        self._consumer.subscribe([TOPIC])

    def read(self, polls: int = 60) -> Any:
        """The next record, committed; or the code of the error; None: nothing came."""
        for _ in range(polls):
            message = self._consumer.poll(0.25)
            if message is not None and message.error():
                return message.error().code()
            if message is not None:
                self._consumer.commit(message, asynchronous=False)
                return message.value()
        return None

    def read_all(self) -> list[Any]:
        """All that there is."""
        found = [self.read()]
        while (one := self.read(4)) is not None:
            found.append(one)
        return found

    def close(self) -> None:
        self._consumer.close()


def write(servers: Stack, *values: bytes) -> None:
    producer = Producer(admin_config(servers.environment.kafka))
    failed: list[KafkaError] = []
    for value in values:
        producer.produce(TOPIC, value, on_delivery=lambda err, _: failed.append(err) if err else None)
    assert (producer.flush(10), failed) == (0, [])


async def ends_by_revoking(reporting: Hosted, idents: dict[str, UUID]) -> None:
    body = {"sebagai": "kepala_pd", "opd": "DISDIK", "alasan": "Disalahgunakan."}
    assert (await ask(reporting, "konsel", f"/{idents['konsel']}/revoke", body, 2)).status == 200


async def ends_by_its_last_day(reporting: Hosted, idents: dict[str, UUID]) -> None:
    await reporting.at("2026-02-28T00:30")


async def ends_by_a_new_pd(reporting: Hosted, idents: dict[str, UUID]) -> None:
    """Whose head nobody has asked."""
    await reporting.hear(pegawai(who("kuansing", 9), None, opd="DISHUB", unit="DISHUB"))


@pytest.mark.parametrize(
    ("end", "tenant", "why"),
    [
        (ends_by_revoking, "konsel", "DISDIK"), (ends_by_its_last_day, "kuansing", "berakhir"),
        (ends_by_a_new_pd, "kuansing", "DISHUB"),
    ],
)  # fmt: skip
async def test_kuan_p26_2_reading_b22_a_system_reads_while_the_release_is_open_and_no_longer(
    reporting: Hosted,
    readers: Readers,
    servers: Stack,
    monkeypatch: pytest.MonkeyPatch,
    end: Any,
    tenant: str,
    why: str,
) -> None:
    """Let in, it reads; once one word is missing, the watch shuts it out: also the connection that it holds."""
    monkeypatch.setattr("ekinerja.readers.EVERY_SECONDS", 0.2)
    name, idents = f"gaji-{why.lower()}", {one: await opened(reporting, one) for one in TENANTS}
    assert await readers.admit(name, ["tpp"], list(idents.values()), PASSWORD)
    assert await readers.look() == {}, "all is open"
    await asyncio.to_thread(write, servers, b"a slip")
    system = System(servers, name)
    try:
        before = await asyncio.to_thread(system.read_all)
        assert b"a slip" in before
        await end(reporting, idents)
        environment: Any = SimpleNamespace(kafka=servers.environment.kafka)
        monkeypatch.setattr("ekinerja.readers.opened", lambda _: Given(Readers(environment, readers._database)))
        told: list[str] = []
        watching = asyncio.create_task(watch(environment, told.append))
        async with asyncio.timeout(60):
            while not told:
                await asyncio.sleep(0.1)
        watching.cancel()
        assert why in told[0]
        await asyncio.sleep(FETCH_SECONDS)
        await asyncio.to_thread(write, servers, b"another slip")
        assert await asyncio.to_thread(system.read) in (
            KafkaError.TOPIC_AUTHORIZATION_FAILED, KafkaError.GROUP_AUTHORIZATION_FAILED,
        )  # fmt: skip
    finally:
        await asyncio.to_thread(system.close)
    with pytest.raises(KafkaException):
        await asyncio.to_thread(lambda: AdminClient(system.config).list_topics(timeout=4))
    for one in TENANTS:
        path = f"/releases/{idents[one]}"
        (seen,) = (await reporting.get(path, actor=who(one, 0), tenant=one))["pembaca"]
        assert (seen["nama"], seen["topik"], seen["dibaca"]) == (name, ["tpp"], len(before)), (
            "the second record was not read"
        )
        assert seen["ditutup"] is not None and why in seen["sebab"]


class Given:
    """What is there already, as something that is opened."""

    def __init__(self, one: Readers) -> None:
        self._one = one

    async def __aenter__(self) -> Readers:
        return self._one

    async def __aexit__(self, *_: object) -> None:
        return None


async def test_kuan_p26_2_one_missing_word_keeps_a_system_out(reporting: Hosted, readers: Readers) -> None:
    """Each of the four words, an unknown release, another topic, and a Pemda that was not asked."""
    konsel = await opened(reporting, "konsel")
    for word in WORDS:
        ident = await opened(reporting, "kuansing", [one for one in WORDS if one != word])
        with pytest.raises(Unable, match="kuansing: Belum di"):
            await readers.admit("gaji", ["tpp"], [ident, konsel], PASSWORD)
    ident = await opened(reporting, "kuansing")
    with pytest.raises(Unable, match="Topik ini tidak dimohon: identity"):
        await readers.admit("gaji", ["identity", "tpp"], [ident, konsel], PASSWORD)
    for missing in ([ident], [ident, UUID(int=1)]):
        with pytest.raises(Unable, match="konsel: a topic holds every Pemda"):
            await readers.admit("gaji", ["tpp"], missing, PASSWORD)
    files = await opened(reporting, "kuansing", data=["tpp"], topik=[])
    with pytest.raises(Unable, match="Topik ini tidak dimohon: tpp"):
        await readers.admit("gaji", ["tpp"], [files, konsel], PASSWORD)
    assert await reporting.rows("SELECT 1 FROM pembaca") == []


async def test_a_word_taken_back_while_the_command_runs_leaves_no_right(
    reporting: Hosted, readers: Readers, servers: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The watch closes the book between the two steps of the command."""
    idents = {one: await opened(reporting, one) for one in TENANTS}
    let_in = topics.let_in

    def late(*given: Any) -> bool:
        asyncio.run_coroutine_threadsafe(readers.shut_out("gaji-lambat", "dicabut"), loop).result(30)
        return let_in(*given)

    loop = asyncio.get_running_loop()
    monkeypatch.setattr("ekinerja.readers.topics.let_in", late)
    with pytest.raises(Unable, match="ended meanwhile"):
        await readers.admit("gaji-lambat", ["tpp"], list(idents.values()), PASSWORD)
    given = client_config(servers.kafka_servers(), "gaji-lambat", PASSWORD, "SASL_PLAINTEXT")
    with pytest.raises(KafkaException):
        await asyncio.to_thread(lambda: AdminClient(given).list_topics(timeout=4))


async def test_kuan_p26_2_a_topic_is_asked_for_with_every_pd(reporting: Hosted) -> None:
    refused = await wish(reporting, "kuansing", opd=["BKPP"])
    assert refused.problem() == (422, "opd", "26(2)") and "DISDIK" in refused.body["detail"]
    assert (await wish(reporting, "konsel", opd=["BKPSDM"])).problem() == (422, "opd", "kebijakan")
    assert (await wish(reporting, "kuansing", topik=[])).problem() == (422, "data", "implicit")
    assert (await wish(reporting, "kuansing", topik=["gaji"])).status == 422
    assert (await wish(reporting, "kuansing", topik=[], data=["tpp"], opd=[])).problem() == (422, "opd", "implicit")
    whole = await wish(reporting, "kuansing", opd=[])
    seen = await reporting.get(f"/releases/{whole.body['pelepasan_id']}", actor=who("kuansing", 0))
    assert seen["opd"] == ["BKPP", "DISDIK"], "all of them, where none is named"
    assert (await wish(reporting, "kuansing", topik=[], data=["tpp"], opd=["BKPP"])).status == 201, "as files"


async def test_who_comes_back_is_let_in_under_another_release_and_keeps_its_place(
    reporting: Hosted, readers: Readers
) -> None:
    """The same again changes nothing; another release takes the place of the first; its records are its own."""
    first = {one: await opened(reporting, one) for one in TENANTS}
    assert await readers.admit("gaji", ["tpp"], list(first.values()), PASSWORD)
    assert not await readers.admit("gaji", ["tpp"], list(first.values()), PASSWORD)
    assert len(await reporting.rows("SELECT 1 FROM pembaca")) == 2
    await kept(reporting, 5, 40)
    await kept(reporting, 5, 60)
    await reporting.at("2026-02-02T10:00")
    second = {one: await opened(reporting, one) for one in TENANTS}
    assert not await readers.admit("gaji", ["tpp"], list(second.values()), PASSWORD)
    await kept(reporting, 5, 75)
    counts = []
    for ident in (first["kuansing"], second["kuansing"]):
        found = await reporting.get(f"/releases/{ident}", actor=who("kuansing", 0))
        counts += [(one["sebab"], one["dibaca"]) for one in found["pembaca"]]
    assert counts == [("diganti", 55), ("", 15)]


async def kept(reporting: Hosted, oldest: int, until: int) -> None:
    async with reporting.runtime.database.work(Who(tenant="kuansing", actor="system:reader")) as work:
        await book.keep_progress(work, "gaji", [Progress("tpp", 3, oldest, until)])


async def test_everybody_finds_who_could_read_and_why(reporting: Hosted, readers: Readers) -> None:
    idents = {one: await opened(reporting, one) for one in TENANTS}
    await readers.admit("gaji", ["tpp"], list(idents.values()), PASSWORD)
    await kept(reporting, 0, 12)
    somebody = who("kuansing", 3)
    mine = (await reporting.get("/own-data?tahun=2026", actor=somebody))["bagian"]["dibaca"]
    assert [(one["pihak"], one["nama"], one["ditutup"]) for one in mine] == [("Bank Riau", "gaji", None)]
    lines = (await reporting.get("/audit/own", actor=somebody))["baris"]
    said = {one["tindakan"]: one["rincian"] for one in lines}
    assert said["reader.let_in"]["tujuan"] == "Bank Riau: Pembayaran TPP"
    assert (said["reader.let_in"]["topik"], said["reader.read"]["rekaman"]) == (["tpp"], 12)
    async with reporting.administrator() as connection:
        for act in ("UPDATE", "DELETE"):
            asked = "SELECT has_table_privilege('reporting_app', 'pembacaan', $1)"
            assert await connection.fetchval(asked, act) is False

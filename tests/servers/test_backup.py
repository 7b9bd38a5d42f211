"""A backup of a real instance, restored into another: equal to the row and the byte, or named and refused."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest

from chassis.settings import REPOSITORY
from ekinerja.databases import database_of
from ekinerja.external import External
from ekinerja.instance import Instance
from ekinerja.stack import Stack
from tests.service.bucket import KEY, REGION, SECRET, Bucket, bucket

pytestmark = pytest.mark.servers

TENANTS = ("kuansing", "konsel")
ALONE = ("--newer-facts", "ignore")  # there is no Kafka beside these databases
NOW = datetime(2026, 1, 20, 3, tzinfo=timezone.utc)
DAYS = (date(2025, 12, 1), date(2026, 1, 5), date(2026, 1, 6), date(2031, 3, 3))  # two months, and past all partitions
DOCUMENTS = {
    f"{tenant}/{UUID(int=n)}": f"%PDF- {tenant} {n}".encode() * 50_000 for tenant in TENANTS for n in (1, 2, 3, 4)
}
OF_SKP = {name: content for name, content in DOCUMENTS.items() if not name.endswith("4")}
OF_ACTIVITY = {name: content for name, content in DOCUMENTS.items() if name not in OF_SKP}


async def ekinerja(*argv: str, **more: str) -> subprocess.CompletedProcess[str]:
    """In a thread: the supervisor in our loop goes on asking PostgreSQL how it is. `more` goes into its environment."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("EKINERJA_") or k == "EKINERJA_HOME"} | more
    command = [sys.executable, "-m", "ekinerja", *argv]
    return await asyncio.to_thread(subprocess.run, command, cwd=REPOSITORY, capture_output=True, text=True, env=env)


@asynccontextmanager
async def postgres_of(name: str) -> AsyncIterator[Stack]:
    """PostgreSQL of a fresh instance, nothing else."""
    Instance(name).remove()
    stack = Stack(Instance(name, base_port=0, profile="test"), gateway=False, servers=External())
    stack.instance.make_folders()
    stack.instance.prepare()
    await stack.servers.start_postgres()
    try:
        yield stack
    finally:
        await stack.stop()
        stack.instance.remove()


@pytest.fixture(scope="module")
async def filled() -> AsyncIterator[Stack]:
    """Rows and documents of two Pemda in every service's migrated databases."""
    async with postgres_of("test-backup") as stack:
        await stack.provision_databases(stack.services)
        for tenant in TENANTS:
            await fill(stack, tenant)
        plumbing = await asyncpg.connect(stack.dsn("activity", "plumbing"))
        await plumbing.execute("UPDATE relay_position SET high = 6")
        await plumbing.close()
        for name, content in DOCUMENTS.items():
            path = stack.instance["files"] / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        yield stack


@pytest.fixture
async def empty(filled: Stack) -> AsyncIterator[Stack]:
    """Another instance, with the key that the first one's secrets are wrapped with, as an operator would put it."""
    async with postgres_of("test-restore") as stack:
        same_key(filled.instance, stack.instance)
        yield stack


def same_key(one: Instance, other: Instance) -> None:
    kept = json.loads(other.secrets_file.read_text())
    other.secrets_file.write_text(json.dumps(kept | {"key_secret": one.secrets().key_secret}))


async def fill(stack: Stack, tenant: str) -> None:
    for service, insert in (("identity", _identity), ("skp", _skp), ("activity", _activity)):
        async with entered(stack, service, "owner", tenant) as connection:
            await insert(connection, tenant)
            for n in range(3):
                await record(connection, tenant, n)


@asynccontextmanager
async def entered(stack: Stack, service: str, role: str, tenant: str) -> AsyncIterator[Any]:
    """A unit of work of a Pemda."""
    connection = await asyncpg.connect(stack.dsn(service, role))
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.tenant', $1, true)", tenant)
            yield connection
    finally:
        await connection.close()


async def record(connection: Any, tenant: str, n: int) -> int:
    found: int = await connection.fetchval(
        "INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)"
        " VALUES ($1, gen_random_uuid(), 't', 'k', 's', $2, '', '') RETURNING id", tenant, n + 1,
    )  # fmt: skip
    return found


async def _identity(connection: Any, tenant: str) -> None:
    await connection.execute(
        "INSERT INTO opd (tenant, kode, nama, induk, jenis, version) VALUES ($1, 'DINKES', 'Dinas', '', 'dinas', 1)",
        tenant,
    )


async def _skp(connection: Any, tenant: str) -> None:
    for name, content in OF_SKP.items():
        if name.startswith(tenant):
            await connection.execute(
                "INSERT INTO dokumen (tenant, dokumen_id, asn_id, jenis, nama, tipe, bytes, sha256, uploaded_by,"
                " uploaded_at) VALUES ($1, $2, $2, 'sk', 'sk.pdf', 'application/pdf', $3, $4, $2, $5)",
                tenant, UUID(Path(name).name), len(content), hashlib.sha256(content).hexdigest(), NOW,
            )  # fmt: skip


async def _activity(connection: Any, tenant: str) -> None:
    for n, day in enumerate(DAYS):
        await enter(connection, tenant, n, day)
    for name, content in OF_ACTIVITY.items():
        if name.startswith(tenant):
            await connection.execute(
                "INSERT INTO lampiran (tenant, lampiran_id, activity_id, nama, tipe, bytes, sha256, oleh, at, menunggu)"
                " SELECT $1, $2, activity_id, 'foto', 'image/jpeg', $3, $4, $2, $5, false FROM activity LIMIT 1",
                tenant, UUID(Path(name).name), len(content), hashlib.sha256(content).hexdigest(), NOW,
            )  # fmt: skip


async def enter(connection: Any, tenant: str, n: int, day: date) -> None:
    await connection.execute(
        "INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,"
        " mulai, selesai, submitted_at, late) VALUES ($1, gen_random_uuid(), $2, $3, 'utama', $2, 'x', 'y', 1, $4, $5,"
        " $6, false)", tenant, UUID(int=n), day, time(8), time(9), NOW,
    )  # fmt: skip


async def counted(stack: Stack, service: str, *tables: str) -> list[int]:
    admin = await asyncpg.connect(stack.admin_dsn(database_of(service)))
    try:
        return [await admin.fetchval(f"SELECT count(*) FROM {table}") for table in tables]
    finally:
        await admin.close()


async def backed_up(stack: Stack, to: Path, *more: str) -> Path:
    made = await ekinerja("backup", "--instance", stack.instance.name, "--to", str(to), *more)
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.strip().removeprefix("backed up: "))


async def refused(stack: Stack, folder: Path, *named: str) -> None:
    """Exit code 2 and one line that names what is in the way."""
    told = await ekinerja("restore", str(folder), "--instance", stack.instance.name, *ALONE)
    assert told.returncode == 2 and len(told.stderr.splitlines()) == 1, told.stdout + told.stderr
    assert all(name in told.stderr for name in named), told.stderr
    assert "all equal" not in told.stdout


async def test_kuan_p25_what_was_backed_up_is_restored_to_the_row_and_the_byte(
    filled: Stack, empty: Stack, tmp_path: Path
) -> None:
    folder = await backed_up(filled, tmp_path)
    await empty.provision_databases(["activity"])
    told = await ekinerja("restore", str(folder), "--instance", empty.instance.name, *ALONE)
    assert told.returncode == 0, told.stderr
    assert "6 databases" in told.stdout and "SHA-256 of 8 documents" in told.stdout

    parts = ("activity", "activity_part_202512", "activity_part_202601", "activity_part_rest", "outbox")
    assert await counted(empty, "activity", *parts) == [8, 2, 4, 2, 6]
    assert await counted(empty, "identity", "opd", "outbox") == [2, 6]
    restored = {str(p.relative_to(empty.instance["files"])): p for p in empty.instance["files"].glob("*/*")}
    assert {name: path.read_bytes() for name, path in restored.items()} == DOCUMENTS
    for service, named, documents in (
        ("skp", "dokumen_id AS id, sha256 FROM dokumen", OF_SKP),
        ("activity", "lampiran_id AS id, sha256 FROM lampiran", OF_ACTIVITY),
    ):
        admin = await asyncpg.connect(empty.admin_dsn(database_of(service)))
        kept = {f"{r['tenant']}/{r['id']}": r["sha256"] for r in await admin.fetch(f"SELECT tenant, {named}")}
        await admin.close()
        assert kept == {name: hashlib.sha256(restored[name].read_bytes()).hexdigest() for name in documents}
    await _a_service_can_go_on(empty)

    await refused(empty, folder, "holds documents already")
    shutil.rmtree(empty.instance["files"] / "kuansing")
    shutil.rmtree(empty.instance["files"] / "konsel")
    await refused(empty, folder, "holds data already")


async def _a_service_can_go_on(stack: Stack) -> None:
    """The service's own role is let in as before, sees its Pemda alone, and numbers go on where they were."""
    async with entered(stack, "activity", "app", "kuansing") as connection:
        assert await connection.fetchval("SELECT count(*) FROM activity") == 4
        await enter(connection, "kuansing", 9, date(2026, 1, 7))
        assert await record(connection, "kuansing", 9) == 7, "six were recorded before"
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            async with connection.transaction():
                await enter(connection, "konsel", 9, date(2026, 1, 7))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with connection.transaction():
                await connection.execute("DELETE FROM audit")
    async with entered(stack, "activity", "owner", "nobody") as connection:
        assert await connection.fetchval("SELECT count(*) FROM activity") == 0, "forced on the owner too"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(stack.dsn("activity", "app").rpartition("/")[0] + "/" + database_of("skp"))
    plumbing = await asyncpg.connect(stack.dsn("activity", "plumbing"))
    assert await plumbing.fetchval("SELECT tend_outbox(14, 30)") == 0
    assert await plumbing.fetchval("SELECT high FROM relay_position") == 0, "a fresh Kafka is told from the start"
    await plumbing.close()


async def test_kuan_p25_what_is_damaged_or_missing_is_named_and_refused(
    filled: Stack, empty: Stack, tmp_path: Path
) -> None:
    folder, document = await backed_up(filled, tmp_path), f"kuansing/{UUID(int=2)}"
    path = folder / "files" / document
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"?")
    await refused(empty, folder, "nothing was restored", f"file {document} is changed")
    path.unlink()
    await refused(empty, folder, f"file {document} is missing")
    path.write_bytes(whole)
    dump = folder / "skp.dump"
    kept = dump.read_bytes()
    dump.write_bytes(kept[:-100])
    await refused(empty, folder, "dump skp.dump is changed")
    dump.write_bytes(kept)

    manifest = folder / "manifest.json"
    told = msgspec.json.decode(manifest.read_bytes())
    told["rows"]["activity"]["activity_part_202601"] += 1
    manifest.write_bytes(msgspec.json.encode(told))
    await refused(empty, folder, "not as it was", "activity.activity_part_202601 has 4 rows instead of 5")
    manifest.unlink()
    await refused(empty, folder, "is no whole backup")


async def test_kuan_p25_2_every_attachment_is_compared_with_the_hash_that_its_row_names(
    filled: Stack, empty: Stack, tmp_path: Path
) -> None:
    """A file that had changed, or gone, before it was backed up is whole in the backup, and still not what it was."""
    changed, gone = sorted(OF_ACTIVITY)
    paths = [filled.instance["files"] / name for name in (changed, gone)]
    whole = [path.read_bytes() for path in paths]
    paths[0].write_bytes(whole[0][:-1] + b"?")
    paths[1].unlink()
    try:
        folder = await backed_up(filled, tmp_path)
    finally:
        for path, content in zip(paths, whole, strict=True):
            path.write_bytes(content)
    named = f"file {changed} is not what activity.lampiran names", f"file {gone} is missing, which activity.lampiran"
    await refused(empty, folder, "restored, but not as it was", *named)


async def test_kuan_p25_a_restore_that_stops_leaves_nothing_behind(filled: Stack, empty: Stack, tmp_path: Path) -> None:
    """One under another key does not begin, for nobody could sign in afterwards; nor one among running services."""
    folder = await backed_up(filled, tmp_path)
    manifest = folder / "manifest.json"
    whole = manifest.read_bytes()
    told = msgspec.json.decode(whole)
    manifest.write_bytes(whole.replace(told["key_secret"].encode(), b"0" * 16))
    await refused(empty, folder, "another key_secret")
    manifest.write_bytes(whole)
    await empty.provision_databases(["skp"])
    service = await asyncpg.connect(empty.dsn("skp", "app"))
    await refused(empty, folder, "ekinerja_skp is in use")
    await service.close()

    (folder / "tpp.dump").write_bytes(b"no dump")
    told["dumps"]["tpp"] = hashlib.sha256(b"no dump").hexdigest()
    manifest.write_bytes(msgspec.json.encode(told))
    await refused(empty, folder, "pg_restore of ekinerja_tpp failed")
    admin = await asyncpg.connect(empty.admin_dsn())
    assert await admin.fetchval("SELECT count(*) FROM pg_database WHERE datname LIKE 'ekinerja%'") == 0
    await admin.close()


async def test_a_backup_is_closed_to_others_and_old_ones_go(filled: Stack, tmp_path: Path) -> None:
    target = tmp_path / "cadangan"
    for name in ("20260101T000000Z", "20260102T000000Z", "notes"):
        (target / name).mkdir(parents=True)
        (target / name / "manifest.json").touch()
    cut_off = target / "20260103T000000Z.partial"
    cut_off.mkdir()
    made = await backed_up(filled, target, "--keep", "2")
    assert re.fullmatch(r"\d{8}T\d{6}Z", made.name)
    assert {p.name for p in target.iterdir()} == {".lock", "notes", "20260102T000000Z", made.name}
    for path in [made, *made.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    held = (made / "manifest.json").read_text() + "".join(str(p) for p in made.rglob("*"))
    assert filled.instance.secrets().key_secret not in held and filled.instance.secrets().admin not in held


async def test_kuan_p25_documents_of_a_bucket_are_copied_and_brought_back_into_a_bucket(
    filled: Stack, empty: Stack, tmp_path: Path
) -> None:
    with bucket() as one, bucket() as other:
        one.kept.update({f"/arsip/skp/{name}": content for name, content in DOCUMENTS.items()})
        one.kept["/arsip/lain/x"] = b"of somebody else"
        made = await ekinerja(
            "backup", "--instance", filled.instance.name, "--to", str(tmp_path), **_in(one, "s3://arsip/skp")
        )
        assert made.returncode == 0, made.stderr
        folder = Path(made.stdout.strip().removeprefix("backed up: "))
        kept = {str(p.relative_to(folder / "files")): p.read_bytes() for p in (folder / "files").glob("*/*")}
        assert kept == DOCUMENTS
        argv = ("restore", str(folder), "--instance", empty.instance.name, *ALONE)
        told = await ekinerja(*argv, **_in(other, "s3://baru"))
        assert told.returncode == 0, told.stderr
        assert "SHA-256 of 8 documents" in told.stdout
        assert other.kept == {f"/baru/{name}": content for name, content in DOCUMENTS.items()}
        again = await ekinerja(*argv, **_in(other, "s3://baru"))
        assert again.returncode == 2 and "s3://baru holds documents already" in again.stderr
        assert one.refused == other.refused == 0


async def test_kuan_p25_a_role_that_reads_all_and_writes_nothing_is_enough_to_back_up(
    filled: Stack, tmp_path: Path
) -> None:
    """As the nightly job of the data centre does it: no secret of the services, no file of an instance."""
    admin = await asyncpg.connect(filled.admin_dsn())
    await admin.execute("CREATE ROLE cadangan LOGIN BYPASSRLS PASSWORD 'hanya-membaca'")
    await admin.execute("GRANT pg_read_all_data TO cadangan")
    for service in filled.services:
        await admin.execute(f"GRANT CONNECT ON DATABASE {database_of(service)} TO cadangan")
    await admin.close()
    address = filled.admin_dsn().rpartition("@")[2].partition("/")[0]
    given = {
        "EKINERJA_POSTGRES": f"postgresql://cadangan:hanya-membaca@{address}", "EKINERJA_PASSWORDS": "env",
        "KEY_SECRET": filled.instance.secrets().key_secret, "EKINERJA_FILES": str(filled.instance["files"]),
    }  # fmt: skip
    made = await ekinerja("backup", "--instance", "pod", "--to", str(tmp_path), **given)
    assert made.returncode == 0, made.stderr
    nightly = json.loads((Path(made.stdout.strip().removeprefix("backed up: ")) / "manifest.json").read_text())
    whole = json.loads((await backed_up(filled, tmp_path / "x") / "manifest.json").read_text())
    assert nightly["rows"] == whole["rows"] and nightly["files"] == whole["files"]
    assert nightly["key_secret"] == whole["key_secret"]
    without = await ekinerja("backup", "--to", str(tmp_path), **{k: v for k, v in given.items() if k != "KEY_SECRET"})
    assert without.returncode == 2 and "KEY_SECRET is not set" in without.stderr


async def test_a_bucket_that_refuses_or_is_away_is_one_line_and_no_backup(filled: Stack, tmp_path: Path) -> None:
    with bucket() as made:
        wrong = _in(made, "s3://arsip") | {"AWS_SECRET_ACCESS_KEY": "salah"}
        away = _in(made, "s3://arsip") | {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}
        for env in (wrong, away):
            told = await ekinerja("backup", "--instance", filled.instance.name, "--to", str(tmp_path), **env)
            assert told.returncode == 2 and len(told.stderr.splitlines()) == 1, told.stderr
            assert "s3://arsip cannot be reached" in told.stderr
    assert [p.name for p in tmp_path.iterdir() if p.name != ".lock"] == []


def _in(made: Bucket, place: str) -> dict[str, str]:
    return {
        "EKINERJA_FILES": place, "AWS_ENDPOINT_URL": made.address, "AWS_REGION": REGION, "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_ALLOW_HTTP": "true",
    }  # fmt: skip


async def test_a_restore_without_a_kafka_to_ask_is_refused(filled: Stack, empty: Stack, tmp_path: Path) -> None:
    folder = await backed_up(filled, tmp_path)
    told = await ekinerja("restore", str(folder), "--instance", empty.instance.name)
    assert told.returncode == 2 and len(told.stderr.splitlines()) == 1, told.stderr
    assert "Kafka does not answer" in told.stderr and "--newer-facts=ignore" in told.stderr
    assert await _databases(empty) == 0


async def _databases(stack: Stack) -> int:
    admin = await asyncpg.connect(stack.admin_dsn())
    found: int = await admin.fetchval("SELECT count(*) FROM pg_database WHERE datname LIKE 'ekinerja%'")
    await admin.close()
    return found


async def test_a_backup_of_what_does_not_run_is_one_line(tmp_path: Path) -> None:
    told = await ekinerja("backup", "--instance", "test-never", "--to", str(tmp_path / "x"))
    assert told.returncode == 2 and "never started" in told.stderr.splitlines()[-1]

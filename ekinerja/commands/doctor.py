"""`ekinerja doctor`: whether this machine can run the system, and what to do where it cannot."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from ekinerja import external, jars, ports, running, unprivileged
from ekinerja.instance import HOME, Instance
from ekinerja.java import java, version_of
from ekinerja.refusal import Unable
from ekinerja.topology import topology

DISK_GIB = 2
MEMORY_GIB = 3
Finding = tuple[str, bool, str]


def doctor(*, instance: str = "main", base_port: int | None = None) -> None:
    """Check Python, disk, memory, ports, Java, the Kafka jars, permissions and locale; exit code 1 on a failure.

    Parameters
    ----------
    instance
        Name of the instance.
    base_port
        Check these ports instead of the instance's.
    """
    found = Instance(instance, base_port)
    findings = [finding for check in _CHECKS for finding in _safely(check, found)]
    table = Table("check", "", "finding")
    for name, well, text in findings:
        table.add_row(name, "[green]ok[/]" if well else "[red]no[/]", text)
    Console(highlight=False).print(table)
    sys.exit(0 if all(well for _, well, _ in findings) else 1)


def _safely(check: Callable[[Instance], Iterator[Finding]], instance: Instance) -> list[Finding]:
    try:
        return list(check(instance))
    except (Unable, OSError) as err:
        return [(check.__name__.strip("_"), False, str(err))]


def _python(instance: Instance) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield "python", sys.version_info >= (3, 11), f"{version} (3.11 or later)"


def _room(instance: Instance) -> Iterator[Finding]:
    HOME.mkdir(exist_ok=True)
    free = shutil.disk_usage(HOME).free / 2**30
    yield "disk", free >= DISK_GIB, f"{free:.1f} GiB free of {DISK_GIB} needed in {HOME}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield "memory", memory >= MEMORY_GIB, f"{memory:.1f} GiB of {MEMORY_GIB} needed"


def _ports(instance: Instance) -> Iterator[Finding]:
    if running.alive(instance):
        return (yield "ports", True, f"{instance.name} is running on them")
    wanted = instance.planned_ports()
    for name, port in wanted.items():
        if ports.taken(port):
            yield "ports", False, f"{port} (for {name}) is taken: `ekinerja up --base-port N`"
            return
    yield "ports", True, f"{min(wanted.values())} to {max(wanted.values())} free"


def _kafka(instance: Instance) -> Iterator[Finding]:
    if external.from_environment().kafka:
        return (yield "kafka", True, "EKINERJA_KAFKA names an existing one")
    program = java()
    yield "java", True, f"{program} ({version_of(program)})"
    root = jars.folder()
    absent, wrong = jars.missing(root), jars.differing(root)
    if wrong:
        yield "jars", False, f"{wrong[0]} differs from the lock: delete {root}"
    elif absent:
        yield "jars", True, f"{len(absent)} of {len(jars.locked())} are fetched on the first start"
    else:
        yield "jars", True, f"{len(jars.locked())}, each as the lock says"


def _permissions(instance: Instance) -> Iterator[Finding]:
    well = os.access(HOME, os.W_OK | os.X_OK)
    yield "folder", well, f"{HOME} is {'ours' if well else 'not writable by this user'}"
    unprivileged.argv(["true"])
    unprivileged.check_known()
    unprivileged.check_owner(instance["postgres"] / "data")
    yield "postgres user", True, "unprivileged" if unprivileged.user() else "the one who starts it"
    if instance.secrets_file.exists():
        mode = stat.S_IMODE(instance.secrets_file.stat().st_mode)
        yield "secrets", mode == 0o600, f"{instance.secrets_file} has mode {mode:o}"


def _locale(instance: Instance) -> Iterator[Finding]:
    encoding = sys.getfilesystemencoding()
    yield "locale", encoding == "utf-8", f"{encoding} (set LC_ALL=C.UTF-8 if not utf-8)"


def _topology(instance: Instance) -> Iterator[Finding]:
    yield "services", True, ", ".join(topology().services)


_CHECKS = (_python, _room, _ports, _kafka, _permissions, _locale, _topology)

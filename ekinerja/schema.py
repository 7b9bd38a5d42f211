"""The schema of a service's database as its migrations make it: one file to read, and to hold the database to."""

from __future__ import annotations

import re
from pathlib import Path

from chassis.plumbing import PLUMBING_TABLES
from chassis.settings import REPOSITORY
from ekinerja import databases, pgtools

# What pg_dump says beside the schema: remarks, settings of the session, a word of its own against injection.
_ASIDE = re.compile(r"^(--|SET |SELECT pg_catalog\.set_config|\\)")
_HEAD = """-- Written by `ekinerja schema` from the migrations of {service}; never edited.
-- What every service has besides (outbox, inbox, deadlines, audit) stands in chassis/plumbing.py.
"""


def path_of(service: str) -> Path:
    """Where the schema of a service is kept."""
    return REPOSITORY / "services" / service / "schema.sql"


def dump(server: str, service: str) -> str:
    """The tables, functions, indexes and policies of a service's own; `server`: an administrator's DSN."""
    others = (*sorted(PLUMBING_TABLES), "alembic_version", "outbox_*", "*_part_*")
    options = ["--schema-only", "--no-owner", "--no-privileges", *(f"--exclude-table={name}" for name in others)]
    said = pgtools.use("pg_dump", server, databases.database_of(service), options)
    lines = [line.rstrip() for line in said.splitlines() if not _ASIDE.match(line)]
    return _HEAD.format(service=service) + re.sub(r"\n{2,}", "\n\n", "\n" + "\n".join(lines)).rstrip() + "\n"

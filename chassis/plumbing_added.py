"""What later releases added to the mechanics of a service's database (chassis/plumbing.py)."""

from __future__ import annotations

from chassis.plumbing import Execute, close_to_tenant, execute_all

# What can never be published waits here, with its bytes: the outbox keeps its own for 30 days.
ASIDE = """
CREATE TABLE outbox_aside (
    event_id uuid PRIMARY KEY,
    id bigint NOT NULL,
    tenant text NOT NULL,
    subject text NOT NULL,
    type text NOT NULL,
    version integer NOT NULL,
    key text NOT NULL,
    headers bytea NOT NULL,
    body bytea NOT NULL,
    reason text NOT NULL CHECK (reason IN ('too_large', 'held', 'unreadable')),
    released boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""

# The public keys that identity told last: a service starts, and answers, while identity is away.
KNOWN_KEYS = """
CREATE TABLE known_keys (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    document text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""


def add_aside(execute: Execute, service: str) -> None:
    """Create, in an existing database, what 0.2 added to the mechanics: events set aside, keys of identity."""
    for block in (ASIDE, KNOWN_KEYS):
        execute_all(execute, block)
    close_to_tenant(execute, "outbox_aside")
    plumbing = f"{service}_plumbing"
    execute(f"CREATE POLICY across ON outbox_aside TO {plumbing} USING (true) WITH CHECK (true)")
    execute(f"GRANT SELECT, INSERT, UPDATE (released), DELETE ON outbox_aside TO {plumbing}")
    execute(f"GRANT SELECT, INSERT, UPDATE ON known_keys TO {service}_app")

"""The tables that every service owns for its own mechanics, and how a table is closed to other tenants.

Keys begin with the column that tells rows apart: a comparison that starts at the tenant, the same in nearly every
row, is paid on every level of the tree.
"""

from __future__ import annotations

from collections.abc import Callable

Execute = Callable[[str], object]

PLUMBING_TABLES = frozenset(
    {"outbox", "outbox_rest", "relay_position", "inbox", "inbox_head", "parked", "deadline", "idempotency"}
    | {"audit", "audit_head", "outbox_aside", "known_keys"}
)

OUTBOX = """
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    tenant text NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    subject text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    headers bytea NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE outbox_rest PARTITION OF outbox DEFAULT;
CREATE TABLE relay_position (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    high bigint NOT NULL DEFAULT 0,
    gaps_from bigint[] NOT NULL DEFAULT '{}',
    gaps_to bigint[] NOT NULL DEFAULT '{}',
    moved_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO relay_position DEFAULT VALUES;
"""

# Days are made ahead; a day is dropped whole once it is older than kept_days and every row in it was sent.
TEND_OUTBOX = """
CREATE FUNCTION tend_outbox(ahead_days integer, kept_days integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    day date;
    part text;
    last_id bigint;
    sent bigint;
    dropped integer := 0;
BEGIN
    FOR day IN SELECT d::date FROM generate_series(current_date, current_date + ahead_days, interval '1 day') d
    LOOP
        part := 'outbox_' || to_char(day, 'YYYYMMDD');
        IF to_regclass(part) IS NULL AND NOT EXISTS (
            SELECT FROM outbox_rest WHERE recorded_at >= day AND recorded_at < day + 1)
        THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                           part, day::timestamptz, (day + 1)::timestamptz);
        END IF;
    END LOOP;
    SELECT coalesce((SELECT min(g) - 1 FROM unnest(gaps_from) g), high) INTO sent FROM relay_position;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'outbox'::regclass AND c.relname ~ '^outbox_[0-9]{8}$'
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - kept_days
    LOOP
        EXECUTE format('SELECT coalesce(max(id), 0) FROM %I', part) INTO last_id;
        IF last_id <= sent THEN
            EXECUTE format('DROP TABLE %I', part);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $$;
"""

INBOX = """
CREATE TABLE inbox (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    tenant text NOT NULL,
    subject text NOT NULL,
    version integer NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (event_id, consumer)
);
CREATE INDEX inbox_received_at ON inbox USING brin (received_at);
CREATE TABLE inbox_head (
    consumer text NOT NULL,
    tenant text NOT NULL,
    topic text NOT NULL,
    subject text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (subject, topic, tenant, consumer)
) WITH (fillfactor = 70);
CREATE TABLE parked (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer text NOT NULL,
    tenant text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    subject text NOT NULL,
    type text NOT NULL,
    headers bytea NOT NULL,
    body bytea NOT NULL,
    reason text NOT NULL CHECK (reason IN ('malformed', 'gap', 'conflict', 'failed', 'held')),
    error text NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (consumer, topic, partition, "offset")
);
CREATE INDEX parked_subject ON parked (consumer, topic, subject, id);
"""

DEADLINE = """
CREATE TABLE deadline (
    id uuid PRIMARY KEY,
    tenant text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    due_at timestamptz NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    attempts integer NOT NULL DEFAULT 0,
    UNIQUE (tenant, kind, subject)
);
CREATE INDEX deadline_due_at ON deadline (due_at);
"""

IDEMPOTENCY = """
CREATE TABLE idempotency (
    tenant text NOT NULL,
    actor text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer NOT NULL,
    content_type text NOT NULL,
    body bytea NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    replays integer NOT NULL DEFAULT 0,
    PRIMARY KEY (actor, key, tenant)
);
CREATE INDEX idempotency_answered_at ON idempotency USING brin (answered_at);
"""

AUDIT = """
CREATE TABLE audit_head (
    tenant text NOT NULL,
    shard smallint NOT NULL CHECK (shard BETWEEN 0 AND 63),
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (tenant, shard)
) WITH (fillfactor = 50);
CREATE TABLE audit (
    tenant text NOT NULL,
    shard smallint NOT NULL,
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    act text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    trace text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (tenant, shard, seq)
);
"""


# Who reads the trail goes through it in the order of time, or asks for an object's or a person's lines.
AUDIT_ORDERS = """
CREATE INDEX audit_at ON audit (at, shard, seq, tenant);
CREATE INDEX audit_subject ON audit (subject, at, tenant);
CREATE INDEX audit_actor ON audit (actor, at, tenant)
"""


def execute_all(execute: Execute, script: str) -> None:
    """Execute the statements of a script one by one (the driver prepares each); none may hold a semicolon."""
    for statement in script.split(";"):
        if statement.strip():
            execute(statement)


def create_plumbing(execute: Execute, service: str) -> None:
    """Create the mechanics of a service in its database; run by the owner in the first migration."""
    for block in (OUTBOX, INBOX, DEADLINE, IDEMPOTENCY, AUDIT):
        execute_all(execute, block)
    execute(TEND_OUTBOX)
    app, plumbing = f"{service}_app", f"{service}_plumbing"
    for table in (
        "outbox",
        "inbox",
        "inbox_head",
        "parked",
        "deadline",
        "idempotency",
        "audit",
        "audit_head",
    ):
        close_to_tenant(execute, table)
    for table in ("outbox", "inbox", "inbox_head", "parked", "deadline"):
        execute(f"CREATE POLICY across ON {table} TO {plumbing} USING (true) WITH CHECK (true)")
    execute(f"GRANT INSERT, SELECT ON outbox, audit TO {app}")
    execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON inbox, inbox_head, parked, deadline TO {app}")
    execute(f"GRANT SELECT, INSERT, UPDATE ON idempotency, audit_head TO {app}")
    execute(f"GRANT SELECT ON outbox, deadline TO {plumbing}")
    execute(f"GRANT SELECT, INSERT, DELETE ON parked TO {plumbing}")
    execute(f"GRANT UPDATE (due_at, attempts) ON deadline TO {plumbing}")
    execute(f"GRANT SELECT, UPDATE ON relay_position TO {plumbing}")
    execute("REVOKE ALL ON FUNCTION tend_outbox FROM PUBLIC")
    execute(f"GRANT EXECUTE ON FUNCTION tend_outbox TO {plumbing}")
    execute("SELECT tend_outbox(14, 30)")


def close_to_tenant(execute: Execute, table: str) -> None:
    """Force row-level security: a row is seen only inside a unit of work of its own tenant."""
    execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    test = "tenant = current_setting('app.tenant', true)"
    execute(f"CREATE POLICY own_tenant ON {table} USING ({test}) WITH CHECK ({test})")


def open_to_service(execute: Execute, service: str, *tables: str) -> None:
    """Close each table to other tenants and let the service's own role work in it."""
    for table in tables:
        close_to_tenant(execute, table)
        execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {service}_app")

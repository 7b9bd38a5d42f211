"""Refresh tokens are generations of a session; failed sign-ins are kept by account and address."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0030"
down_revision = "0018z"

CHANGES = """
ALTER TABLE sesi DROP COLUMN token_hash;
ALTER TABLE account DROP COLUMN failures;
ALTER TABLE account DROP COLUMN locked_until;
ALTER TABLE sesi ADD COLUMN generation integer NOT NULL DEFAULT 0;
ALTER TABLE sesi ADD COLUMN rotated_at timestamptz;
CREATE TABLE percobaan (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    alamat bytea NOT NULL CHECK (length(alamat) = 16),
    failures integer NOT NULL,
    until timestamptz,
    known boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant, account_id, alamat)
)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "identity", "percobaan")

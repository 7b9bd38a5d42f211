"""A second factor, the age and the history of passwords."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0003"
down_revision = "0002"

TABLES = """
ALTER TABLE account ADD COLUMN changed_at timestamptz, ADD COLUMN totp_secret bytea,
    ADD COLUMN totp_confirmed boolean NOT NULL DEFAULT false, ADD COLUMN totp_step bigint NOT NULL DEFAULT 0;
CREATE TABLE sandi_lama (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    until timestamptz NOT NULL,
    password_hash text NOT NULL,
    PRIMARY KEY (tenant, account_id, until)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "sandi_lama")

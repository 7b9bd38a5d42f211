"""Everybody's terms under his superiors, and who was told that a pemutakhiran is overdue."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0012b"
down_revision = "0012a"

CHANGES = """
CREATE TABLE masa_penilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    masa jsonb NOT NULL,
    PRIMARY KEY (tenant, asn_id)
);
ALTER TABLE pemutakhiran ADD COLUMN kepada uuid, ADD COLUMN kepada_peran text NOT NULL DEFAULT ''
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "skp", "masa_penilai")

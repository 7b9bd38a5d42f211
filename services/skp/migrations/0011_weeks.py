"""The working week of a person's unit; why a plan was sent back; when an addendum was proposed."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0011"
down_revision = "0010"

CHANGES = """
ALTER TABLE pegawai ADD COLUMN hari_kerja integer NOT NULL DEFAULT 5;
ALTER TABLE skp ADD COLUMN alasan text NOT NULL DEFAULT '';
ALTER TABLE addendum ADD COLUMN proposed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE addendum ADD COLUMN alasan text NOT NULL DEFAULT '';
ALTER TABLE addendum ADD COLUMN refused_at timestamptz;
CREATE INDEX addendum_skp_id ON addendum (tenant, skp_id)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)

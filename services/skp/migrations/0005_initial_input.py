"""Statuses with their dates, and when an SKP was first submitted."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0005"
down_revision = "0004"

# What was submitted before this had a moment of its own was submitted at the latest when the next step was taken.
CHANGES = """
ALTER TABLE pegawai ADD COLUMN masa_status jsonb NOT NULL DEFAULT '[]';
ALTER TABLE skp ADD COLUMN submitted_at timestamptz;
ALTER TABLE pegawai NO FORCE ROW LEVEL SECURITY;
ALTER TABLE skp NO FORCE ROW LEVEL SECURITY;
UPDATE pegawai SET masa_status = jsonb_build_array(
    jsonb_build_object('mulai', tmt_jabatan, 'selesai', NULL, 'status', status));
UPDATE skp SET submitted_at = coalesce(reviewed_at, agreed_at, set_at, clock_timestamp()) WHERE state <> 'draft';
ALTER TABLE pegawai ALTER COLUMN masa_status DROP DEFAULT;
ALTER TABLE pegawai FORCE ROW LEVEL SECURITY;
ALTER TABLE skp FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)

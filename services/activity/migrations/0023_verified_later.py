"""An approval by the system that its penilai verified afterwards: when, and who; the approval stays as it was."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0023"
down_revision = "0022"

VERIFIED = """
ALTER TABLE activity ADD COLUMN diverifikasi_at timestamptz;
ALTER TABLE activity ADD COLUMN diverifikasi_oleh uuid
"""


def upgrade() -> None:
    execute_all(op.execute, VERIFIED)

"""An item of a PD's reference list may be the tupoksi of a post, from a day on (KUAN P1(31))."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0012"
down_revision = "0011"

CHANGES = """
ALTER TABLE rujukan ADD COLUMN jabatan text, ADD COLUMN mulai date, ADD COLUMN selesai date,
    ADD CHECK (jabatan IS NULL OR mulai IS NOT NULL)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)

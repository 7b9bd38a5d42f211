"""Units that work six days a week."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("ALTER TABLE opd ADD COLUMN hari_kerja integer NOT NULL DEFAULT 5 CHECK (hari_kerja IN (5, 6))")

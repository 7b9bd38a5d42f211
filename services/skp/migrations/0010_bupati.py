"""A document may be signed by the Bupati, who is nobody's row in the staffing data."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("ALTER TABLE dokumen ADD COLUMN ditandatangani_bupati boolean NOT NULL DEFAULT false")

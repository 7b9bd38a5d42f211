"""Whose time to improve it is, apart from the pasal that gives it."""

from alembic import op

revision = "0005"
down_revision = "0004z"


def upgrade() -> None:
    op.execute("ALTER TABLE tindak_lanjut ADD COLUMN jalur text NOT NULL DEFAULT 'lainnya'")
    op.execute("UPDATE tindak_lanjut SET jalur = 'jpt' WHERE dasar LIKE 'KON 46%'")
    op.execute("ALTER TABLE tindak_lanjut ALTER COLUMN jalur DROP DEFAULT")

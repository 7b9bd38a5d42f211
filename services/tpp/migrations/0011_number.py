"""A final list has a number that nobody guesses; the code on its papers is made of it. Beside it the post that signed.

A list that was final before has neither: its papers bear no code.
"""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("ALTER TABLE daftar ADD COLUMN nomor uuid, ADD COLUMN jabatan text")

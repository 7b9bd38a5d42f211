"""Reports that go from post to post (KUAN P15, P24(3), P27, P28)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0013"
down_revision = "0012"

TABLES = """
CREATE TABLE laporan (
    tenant text NOT NULL,
    laporan_id uuid NOT NULL,
    jenis text NOT NULL,
    periode text NOT NULL,
    judul text NOT NULL,
    isi text NOT NULL,
    angka jsonb NOT NULL,
    di integer NOT NULL CHECK (di >= 0),
    diterima boolean NOT NULL,
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, laporan_id)
);
CREATE INDEX laporan_periode ON laporan (tenant, periode);
CREATE TABLE laporan_langkah (
    tenant text NOT NULL,
    laporan_id uuid NOT NULL,
    ke integer NOT NULL,
    langkah text NOT NULL CHECK (langkah IN ('dikirim', 'diteruskan', 'diterima')),
    kepada text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, laporan_id, ke)
);
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "reporting", "laporan", "laporan_langkah")

"""What monitoring recommends about an SKP, and the evidence that it rests on (KON P18(6))."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0012"
down_revision = "0011"

TABLES = """
CREATE TABLE rekomendasi (
    tenant text NOT NULL,
    rekomendasi_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    penilai_id uuid,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    alasan text NOT NULL,
    perubahan_lingkungan text NOT NULL,
    bukti text[] NOT NULL,
    dokumen uuid[] NOT NULL,
    PRIMARY KEY (tenant, rekomendasi_id),
    CHECK (cardinality(bukti) + cardinality(dokumen) > 0)
);
CREATE INDEX rekomendasi_skp_id ON rekomendasi (tenant, skp_id);
CREATE INDEX rekomendasi_dokumen ON rekomendasi USING gin (dokumen)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "skp", "rekomendasi")

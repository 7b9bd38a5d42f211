"""Back-fill files, as far as they wait for their confirmation or are being written, and people's saved drafts.

`impor_bagian` holds what is still to be written: a part is deleted by the transaction that writes its entries. People
are told apart by their NIP from the next time identity tells of them.
"""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0007"
down_revision = "0006"

TABLES = """
ALTER TABLE pegawai ADD COLUMN nip text NOT NULL DEFAULT '';
CREATE TABLE impor (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    oleh uuid NOT NULL,
    bagi text NOT NULL CHECK (bagi IN ('sendiri', 'pd')),
    state text NOT NULL CHECK (state IN ('prepared', 'running', 'done')),
    alasan text NOT NULL DEFAULT '',
    accepted integer NOT NULL,
    refused integer NOT NULL,
    duplicate integer NOT NULL,
    written integer NOT NULL DEFAULT 0,
    prepared_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    PRIMARY KEY (tenant, impor_id)
);
CREATE INDEX impor_oleh ON impor (oleh, prepared_at);
CREATE TABLE impor_bagian (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    nomor integer NOT NULL,
    isi bytea NOT NULL,
    PRIMARY KEY (impor_id, nomor, tenant)
);
CREATE TABLE impor_tolakan (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    baris integer NOT NULL,
    kolom text NOT NULL,
    alasan text NOT NULL,
    pasal text NOT NULL,
    ganda boolean NOT NULL,
    PRIMARY KEY (impor_id, baris, tenant)
);
CREATE TABLE draf (
    tenant text NOT NULL,
    draf_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    version integer NOT NULL,
    isi jsonb NOT NULL,
    disimpan_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, draf_id)
);
CREATE INDEX draf_asn_id ON draf (asn_id, disimpan_at)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "activity", "impor", "impor_bagian", "impor_tolakan", "draf")

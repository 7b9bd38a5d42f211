"""People, organisation, accounts, roles, sessions, signing keys, imports and the calendar."""

from alembic import op

from chassis.plumbing import create_plumbing, execute_all, open_to_service

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE opd (
    tenant text NOT NULL,
    kode text NOT NULL,
    nama text NOT NULL,
    induk text NOT NULL,
    jenis text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, kode)
);
CREATE TABLE pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nip text NOT NULL,
    nama text NOT NULL,
    jenis text NOT NULL,
    status text NOT NULL,
    golongan text NOT NULL,
    jabatan text NOT NULL,
    jenis_jabatan text NOT NULL,
    kelas_jabatan integer NOT NULL,
    opd text NOT NULL,
    unit text NOT NULL,
    nip_atasan text NOT NULL,
    tmt_jabatan date NOT NULL,
    memimpin_unit boolean NOT NULL,
    validated boolean NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, asn_id),
    UNIQUE (tenant, nip)
);
CREATE TABLE account (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    login text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'active', 'disabled')),
    password_hash text,
    must_change boolean NOT NULL DEFAULT false,
    failures integer NOT NULL DEFAULT 0,
    locked_until timestamptz,
    PRIMARY KEY (tenant, account_id),
    UNIQUE (tenant, login)
);
CREATE TABLE peran (
    tenant text NOT NULL,
    account_id uuid NOT NULL,
    peran text NOT NULL,
    dasar text NOT NULL,
    granted_by uuid NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, account_id, peran)
);
CREATE TABLE sesi (
    tenant text NOT NULL,
    sesi_id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    opened_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (tenant, sesi_id)
);
CREATE TABLE impor (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    prepared_by uuid NOT NULL,
    prepared_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('prepared', 'confirmed')),
    preview jsonb NOT NULL,
    rows jsonb NOT NULL,
    PRIMARY KEY (tenant, impor_id)
);
CREATE TABLE hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL,
    nama text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, tanggal)
);
CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    wrapped bytea NOT NULL,
    public jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""


def upgrade() -> None:
    create_plumbing(op.execute, "identity")
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "opd", "pegawai", "account", "peran", "sesi", "impor", "hari_libur")
    op.execute("GRANT SELECT, INSERT ON signing_key TO identity_app")

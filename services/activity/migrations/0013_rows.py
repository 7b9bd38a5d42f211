"""Entering as before (0005 says why it is written so), but the entries come as rows, not as one array a column.

Two dozen arrays cost the driver and the database more to take apart than the rest of what they do with an entry. The
former function stays for processes of the former release.
"""

from alembic import op

revision = "0013"
down_revision = "0012"

ROW = """
CREATE TYPE entry_v3 AS (
    activity_id uuid, asn_id uuid, tanggal date, kategori text, butir_id uuid, uraian text, output text, kuantitas int,
    mulai time, selesai time, due_on date, late bool, event_id uuid, headers bytea, body bytea, key text,
    fingerprint bytea, answer bytea, periode text, lapse_on date, bukti text, no_duty text)
"""
# what many entries at once (a file, a draft) are written from; the fact is that of the entry or of the help with it
MANY = """
CREATE TYPE entry_written AS (
    activity_id uuid, asn_id uuid, tanggal date, kategori text, butir_id uuid, uraian text, output text, kuantitas int,
    mulai time, selesai time, bukti text, jabatan text, due_on date, lapse_on date, late bool, event_id uuid,
    headers bytea, body bytea)
"""
# tenant, entries, their moment, the type of their facts, first and last of their days, locks on their owners
FUNCTION = """
CREATE FUNCTION enter_v3(text, entry_v3[], timestamptz, text, date, date, bigint[])
RETURNS TABLE (verdict text, kept_body bytea) LANGUAGE plpgsql AS $body$
#variable_conflict use_column
DECLARE told record;
BEGIN
PERFORM set_config('app.tenant', $1, true), pg_current_xact_id();
PERFORM pg_advisory_xact_lock(k) FROM unnest($7) k;
FOR told IN
WITH incoming AS (
    SELECT * FROM unnest($2) WITH ORDINALITY AS i(activity_id, asn_id, tanggal, kategori, butir_id, uraian, output,
        kuantitas, mulai, selesai, due_on, late, event_id, headers, body, key, fingerprint, answer, periode, lapse_on,
        bukti, no_duty, n)
), judged AS (
    SELECT i.*, k.fingerprint AS kept, k.body AS kept_body, p.jabatan,
        CASE WHEN k.key IS NOT NULL THEN CASE WHEN k.fingerprint = i.fingerprint THEN 'replay' ELSE 'other_body' END
             WHEN p.asn_id IS NULL OR NOT p.validated THEN 'unknown_person'
             WHEN coalesce(s.status, p.status) = ANY(string_to_array(i.no_duty, ',')) THEN 'not_on_duty'
             WHEN b.butir_id IS NULL THEN 'butir'
             WHEN t.periode IS NOT NULL THEN 'closed'
             WHEN o.found THEN 'overlap'
             ELSE 'entered' END AS verdict
    FROM incoming i
    LEFT JOIN LATERAL (SELECT * FROM idempotency k
        WHERE k.tenant = $1 AND k.actor = i.asn_id::text AND k.key = i.key LIMIT 1) k ON true
    LEFT JOIN LATERAL (SELECT * FROM pegawai p WHERE p.tenant = $1 AND p.asn_id = i.asn_id LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT s.status FROM masa_status s WHERE s.asn_id = i.asn_id AND s.tenant = $1
        AND s.mulai <= i.tanggal AND (s.selesai IS NULL OR s.selesai >= i.tanggal)
        ORDER BY s.mulai DESC, s.selesai IS NULL LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT * FROM butir b WHERE b.tenant = $1 AND b.butir_id = i.butir_id AND b.asn_id = i.asn_id
        AND b.kategori = i.kategori AND i.tanggal BETWEEN b.mulai AND b.selesai LIMIT 1) b ON true
    LEFT JOIN LATERAL (SELECT * FROM bulan_tertutup t
        WHERE t.tenant = $1 AND t.periode = i.periode AND NOT EXISTS (SELECT FROM bulan_dibuka d
            WHERE d.asn_id = i.asn_id AND d.periode = i.periode AND d.tenant = $1 AND d.sampai IS NOT NULL)
        LIMIT 1) t ON true
    LEFT JOIN LATERAL (SELECT true AS found FROM activity a WHERE a.tenant = $1 AND a.asn_id = i.asn_id
        AND a.tanggal = i.tanggal AND a.tanggal BETWEEN $5 AND $6
        AND a.state NOT IN ('rejected', 'discarded') AND a.mulai < i.selesai AND i.mulai < a.selesai LIMIT 1) o ON true
), new_activity AS (
    INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late, lapse_on, bukti, jabatan)
    SELECT $1, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, $3, due_on, late, lapse_on, bukti, jabatan FROM judged WHERE verdict = 'entered'
), new_fact AS (
    INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
    SELECT $1, event_id, $4, asn_id::text, activity_id::text, 1, headers, body
    FROM judged WHERE verdict = 'entered' ORDER BY n
), kept AS (
    INSERT INTO idempotency (tenant, actor, key, fingerprint, status, content_type, body)
    SELECT $1, asn_id::text, key, fingerprint, 201, 'application/json', answer FROM judged WHERE verdict = 'entered'
)
SELECT verdict, kept_body, asn_id, key FROM judged ORDER BY n
LOOP
    IF told.verdict = 'replay' THEN
        UPDATE idempotency i SET replays = replays + 1
        WHERE i.tenant = $1 AND i.actor = told.asn_id::text AND i.key = told.key;
    END IF;
    verdict := told.verdict;
    kept_body := told.kept_body;
    RETURN NEXT;
END LOOP;
END
$body$
"""


def upgrade() -> None:
    op.execute(ROW)
    op.execute(MANY)
    op.execute(FUNCTION.replace(":", "\\:"))

"""Entering in one call: the function of the database that judges and writes a group of entries, and what it is asked.

The function is generated from the list of verdicts; a migration holds it as it was generated, and a test compares. A
change of it is a new migration with a new name (`enter_v4`, …), so that processes of two releases work side by side.
Migration 0005 says why it is written so.
"""

from __future__ import annotations

from collections.abc import Iterable

from services.activity.domain.verdicts import (
    BUTIR,
    CLOSED,
    IN_ORDER,
    NOT_ON_DUTY,
    OVERLAP,
    UNKNOWN_PERSON,
    Verdict,
)

FUNCTION = "enter_v3"
ENTER = f"SELECT verdict, kept_body FROM {FUNCTION}($1, $2, $3, $4, $5, $6, $7)"
# What each verdict asks of the look-ups of the function.
_ASKS: dict[Verdict, str] = {
    UNKNOWN_PERSON: "p.asn_id IS NULL OR NOT p.validated",
    NOT_ON_DUTY: "coalesce(s.status, p.status) = ANY(string_to_array(i.no_duty, ','))",
    BUTIR: "b.butir_id IS NULL",
    CLOSED: "t.periode IS NOT NULL",
    OVERLAP: "o.found",
}
_BODY = """
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
@verdicts@             ELSE 'entered' END AS verdict
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
"""


def body_of_function(verdicts: Iterable[Verdict] = IN_ORDER) -> str:
    """The body of the function: the first of the verdicts that is against an entry is the one that is given."""
    asked = "".join(f"             WHEN {_ASKS[one]} THEN '{one.name}'\n" for one in verdicts)
    return _BODY.replace("@verdicts@", asked)

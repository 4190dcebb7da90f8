-- A letter's bytes lie in parts of 256 KB, so that neither storing nor deleting one needs its 25 MB in memory at once.
-- How a letter came in stands beside it: who judges its sender needs to know whom it was taken from.
ALTER TABLE inbound_messages ADD COLUMN via TEXT NOT NULL DEFAULT 'pipe';
ALTER TABLE inbound_messages ADD COLUMN peer TEXT;
ALTER TABLE inbound_messages ADD COLUMN hello TEXT;
ALTER TABLE inbound_messages ADD COLUMN size BIGINT NOT NULL DEFAULT 0;
UPDATE inbound_messages SET size = length(raw);

CREATE TABLE inbound_raw (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  inbound_id BYTEA NOT NULL,
  part INTEGER NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, inbound_id, part)
);
INSERT INTO inbound_raw (organisation_id, inbound_id, part, bytes)
  SELECT organisation_id, id, piece, substring(raw FROM piece * 262144 + 1 FOR 262144)
  FROM inbound_messages, generate_series(0, greatest(0, (length(raw) - 1) / 262144)) AS piece;
ALTER TABLE inbound_messages DROP COLUMN raw;

-- A letter's bytes lie in parts of 256 KB, so that neither storing nor deleting one needs its 25 MB in memory at once.
-- How a letter came in stands beside it: who judges its sender needs to know whom it was taken from.
ALTER TABLE inbound_messages ADD COLUMN via TEXT NOT NULL DEFAULT 'pipe';
ALTER TABLE inbound_messages ADD COLUMN peer TEXT;
ALTER TABLE inbound_messages ADD COLUMN hello TEXT;
ALTER TABLE inbound_messages ADD COLUMN size BIGINT NOT NULL DEFAULT 0;
UPDATE inbound_messages SET size = length(raw);

CREATE TABLE inbound_raw (
  organisation_id BLOB NOT NULL REFERENCES organisations (id),
  inbound_id BLOB NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (organisation_id, inbound_id, part)
);
INSERT INTO inbound_raw (organisation_id, inbound_id, part, bytes)
  WITH RECURSIVE pieces (organisation_id, id, part) AS (
    SELECT organisation_id, id, 0 FROM inbound_messages
    UNION ALL
    SELECT pieces.organisation_id, pieces.id, pieces.part + 1
    FROM pieces JOIN inbound_messages AS letter
      ON letter.organisation_id = pieces.organisation_id AND letter.id = pieces.id
    WHERE length(letter.raw) > (pieces.part + 1) * 262144
  )
  SELECT pieces.organisation_id, pieces.id, pieces.part, substr(letter.raw, pieces.part * 262144 + 1, 262144)
  FROM pieces JOIN inbound_messages AS letter
    ON letter.organisation_id = pieces.organisation_id AND letter.id = pieces.id;
ALTER TABLE inbound_messages DROP COLUMN raw;

ALTER TABLE inbound_messages ADD COLUMN raw BYTEA NOT NULL DEFAULT ''::BYTEA;
UPDATE inbound_messages SET raw = coalesce((
  SELECT string_agg(bytes, ''::BYTEA ORDER BY part) FROM inbound_raw
  WHERE inbound_raw.organisation_id = inbound_messages.organisation_id AND inbound_id = inbound_messages.id
), ''::BYTEA);
DROP TABLE inbound_raw;
ALTER TABLE inbound_messages DROP COLUMN size;
ALTER TABLE inbound_messages DROP COLUMN hello;
ALTER TABLE inbound_messages DROP COLUMN peer;
ALTER TABLE inbound_messages DROP COLUMN via;

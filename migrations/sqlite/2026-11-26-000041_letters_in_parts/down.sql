ALTER TABLE inbound_messages ADD COLUMN raw BLOB NOT NULL DEFAULT x'';
UPDATE inbound_messages SET raw = coalesce((
  SELECT unhex(group_concat(piece, '')) FROM (
    SELECT hex(bytes) AS piece FROM inbound_raw
    WHERE inbound_raw.organisation_id = inbound_messages.organisation_id AND inbound_id = inbound_messages.id
    ORDER BY part
  )
), x'');
DROP TABLE inbound_raw;
ALTER TABLE inbound_messages DROP COLUMN size;
ALTER TABLE inbound_messages DROP COLUMN hello;
ALTER TABLE inbound_messages DROP COLUMN peer;
ALTER TABLE inbound_messages DROP COLUMN via;

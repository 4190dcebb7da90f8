ALTER TABLE outbox DROP COLUMN in_reply_to;
ALTER TABLE outbox DROP COLUMN card_id;
DROP INDEX outbox_by_id;
DROP INDEX inbound_apart;
DROP INDEX cards_needing;
CREATE INDEX cards_needing ON cards (organisation_id, id, uncertain, kind, closed_at, due_at)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise');
DROP TABLE suppressions;
DROP TABLE blocked_addresses;
DROP TABLE card_letters;
DROP TABLE letter_readings;
DROP TABLE mail_separators;
DROP TABLE mail_addresses;

-- Letters that come by themselves and can be stopped by the link in them: the secret of that link, for each member and
-- kind. was is what was chosen before it was pressed, so that an undo brings that back.
CREATE TABLE letter_stops (
  organisation_id BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  kind TEXT NOT NULL,
  token TEXT NOT NULL,
  was TEXT,
  PRIMARY KEY (organisation_id, member_id, kind)
);
CREATE UNIQUE INDEX letter_stops_by_token ON letter_stops (token);

-- Organisations that send a receipt to whoever mails a card, and since when.
CREATE TABLE mailed_receipts (
  organisation_id BYTEA NOT NULL PRIMARY KEY REFERENCES organisations (id),
  since BIGINT NOT NULL
);

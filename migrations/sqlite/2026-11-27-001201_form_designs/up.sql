-- What a form asks for and says, as JSON; empty: as every form begins.
ALTER TABLE forms ADD COLUMN design TEXT NOT NULL DEFAULT '';
-- Where a customer says they were, and the language they wrote in, where that is not the organisation's.
CREATE TABLE card_origins (
  organisation_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  place TEXT,
  language TEXT,
  PRIMARY KEY (organisation_id, card_id)
) WITHOUT ROWID;

-- What cards are about, where an organisation has its own words for it; without a row the starting set holds. A theme
-- that was taken away stays, so that it can be put back.
CREATE TABLE themes (
  organisation_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  words TEXT NOT NULL,
  removed_at BIGINT,
  PRIMARY KEY (organisation_id, number)
) WITHOUT ROWID;

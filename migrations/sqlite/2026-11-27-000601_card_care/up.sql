-- What is said and asked about a card besides its own columns; no row for a card that nobody has looked after.
CREATE TABLE card_care (
  organisation_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  about TEXT,
  asked_hash BLOB,
  asked_at BIGINT,
  put_right TEXT,
  put_right_at BIGINT,
  PRIMARY KEY (organisation_id, card_id)
) WITHOUT ROWID;
-- The link "was it put right?" finds its card by this.
CREATE UNIQUE INDEX card_care_asked ON card_care (asked_hash) WHERE asked_hash IS NOT NULL;

-- How far each card had come before one press, so that the press can be undone, on one card or on fifty.
CREATE TABLE card_changes (
  organisation_id BLOB NOT NULL,
  act_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  member_id BLOB NOT NULL,
  at BIGINT NOT NULL,
  was TEXT NOT NULL,
  became TEXT NOT NULL,
  undone_at BIGINT,
  PRIMARY KEY (organisation_id, act_id, card_id)
) WITHOUT ROWID;
CREATE INDEX card_changes_by_card ON card_changes (organisation_id, card_id);

-- When an organisation works: a digit a weekday from Monday, minutes after midnight, minutes of work until an answer.
CREATE TABLE work_calendars (
  organisation_id BLOB NOT NULL PRIMARY KEY,
  days TEXT NOT NULL,
  opens INTEGER NOT NULL,
  closes INTEGER NOT NULL,
  answer_within BIGINT NOT NULL
) WITHOUT ROWID;

-- Answers that are written often. They are put into the field, never sent by themselves.
CREATE TABLE saved_replies (
  organisation_id BLOB NOT NULL,
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  member_id BLOB,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
) WITHOUT ROWID;

-- What an organisation holds: from whom praise on a card that complains, too, waits for a manager, and since when; how many
-- working days a card may wait; which words and senders are looked at before anybody sees the card.
CREATE TABLE hold_rules (
  organisation_id BYTEA NOT NULL PRIMARY KEY,
  praise_since BIGINT,
  longest_days INTEGER NOT NULL,
  words TEXT NOT NULL,
  senders TEXT NOT NULL
);

-- What was sent and is no card before somebody has looked at it. It keeps the id that its card will have.
CREATE TABLE set_aside (
  organisation_id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  once_key BYTEA NOT NULL,
  content TEXT NOT NULL,
  reason TEXT NOT NULL,
  kind TEXT NOT NULL,
  team_id BYTEA,
  place TEXT,
  inbound_id BYTEA,
  received_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  decided_by BYTEA,
  decided_at BIGINT,
  PRIMARY KEY (organisation_id, card_id)
);
CREATE UNIQUE INDEX set_aside_once ON set_aside (organisation_id, once_key);
CREATE INDEX set_aside_by_state ON set_aside (organisation_id, state, card_id);
CREATE INDEX set_aside_by_arrival ON set_aside (organisation_id, received_at);

-- Further addresses of an organisation: a form's, an agent's, a list's. What stands behind the separator is a tag.
CREATE TABLE mail_addresses (
  organisation_id BLOB NOT NULL REFERENCES organisations (id),
  address TEXT NOT NULL,
  form_id BLOB,
  agent_id BLOB,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, address)
);
CREATE UNIQUE INDEX mail_addresses_once ON mail_addresses (address);

-- What an organisation's mail server puts between an address and its tag; `+` where nothing is said.
CREATE TABLE mail_separators (
  organisation_id BLOB NOT NULL PRIMARY KEY REFERENCES organisations (id),
  separator TEXT NOT NULL
);

-- What was read out of a letter, beside the card that it may have become.
CREATE TABLE letter_readings (
  organisation_id BLOB NOT NULL,
  inbound_id BLOB NOT NULL,
  code TEXT NOT NULL,
  accepted BOOLEAN NOT NULL,
  card_id BLOB,
  team_id BLOB,
  from_address TEXT,
  from_name TEXT,
  subject TEXT NOT NULL,
  preview TEXT NOT NULL,
  elided TEXT NOT NULL,
  message_id TEXT,
  proof TEXT NOT NULL,
  forwarder TEXT,
  note TEXT NOT NULL,
  unknown_tag TEXT,
  answers_card_id BLOB,
  files TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  decided_by BLOB,
  PRIMARY KEY (organisation_id, inbound_id)
);
CREATE INDEX letter_readings_apart ON letter_readings (organisation_id, inbound_id) WHERE NOT accepted;
CREATE INDEX letter_readings_by_message ON letter_readings (organisation_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX letter_readings_by_card ON letter_readings (organisation_id, card_id) WHERE card_id IS NOT NULL;

-- What went to and fro after a card: a letter of the customer, an answer of ours.
CREATE TABLE card_letters (
  organisation_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  id BLOB NOT NULL,
  direction TEXT NOT NULL,
  address TEXT,
  name TEXT,
  member_id BLOB,
  text TEXT NOT NULL,
  elided TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, card_id, id)
);
CREATE UNIQUE INDEX card_letters_by_id ON card_letters (organisation_id, id);
CREATE INDEX card_letters_with_address ON card_letters (organisation_id, at) WHERE address IS NOT NULL;
-- A card whose customer wrote again needs somebody, too.
DROP INDEX cards_needing;
CREATE INDEX cards_needing ON cards (organisation_id, id, uncertain, kind, closed_at, due_at)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again';

-- Nobody reads what comes from these.
CREATE TABLE blocked_addresses (
  organisation_id BLOB NOT NULL,
  address TEXT NOT NULL,
  member_id BLOB,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, address)
);

-- Addresses that letters came back from. Nothing is sent to one with a moment of suppression.
CREATE TABLE suppressions (
  organisation_id BLOB NOT NULL,
  address TEXT NOT NULL,
  cause TEXT NOT NULL,
  detail TEXT NOT NULL,
  letter_id BLOB NOT NULL,
  score INTEGER NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  suppressed_at BIGINT,
  PRIMARY KEY (organisation_id, address)
);

-- What was not accepted is forgotten sooner than the rest, and looked for every hour.
CREATE INDEX inbound_apart ON inbound_messages (organisation_id, received_at) WHERE state IN ('machine', 'refused');

-- A letter of ours is found by the token that comes back with a bounce.
CREATE INDEX outbox_by_id ON outbox (id);
ALTER TABLE outbox ADD COLUMN card_id BLOB;
ALTER TABLE outbox ADD COLUMN in_reply_to TEXT;

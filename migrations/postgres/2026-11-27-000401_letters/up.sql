-- Which letters a member wants, in which language, and when they want quiet. Who never chose has no row.
CREATE TABLE letter_choices (
  organisation_id BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  language TEXT,
  alerts TEXT NOT NULL,
  quiet_from INTEGER,
  quiet_until INTEGER,
  praise BOOLEAN NOT NULL,
  PRIMARY KEY (organisation_id, member_id)
);

-- What somebody is to be told, once: one line for each letter, reader and matter, whatever asks for it how often.
CREATE TABLE notices (
  organisation_id BYTEA NOT NULL,
  kind TEXT NOT NULL,
  reader_id BYTEA NOT NULL,
  about_id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  detail TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  told_at BIGINT,
  letter_id BYTEA,
  PRIMARY KEY (organisation_id, kind, reader_id, about_id)
);
CREATE INDEX notices_waiting ON notices (organisation_id, kind, reader_id, due_at) WHERE told_at IS NULL;
CREATE INDEX notices_told ON notices (organisation_id, kind, reader_id, told_at) WHERE told_at IS NOT NULL;
CREATE INDEX notices_by_letter ON notices (organisation_id, letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX notices_by_card ON notices (organisation_id, card_id);

-- When an address last got a letter that no person wrote; a hash, for the address itself is not needed.
CREATE TABLE automatic_letters (
  organisation_id BYTEA NOT NULL,
  address_hash BYTEA NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, address_hash)
);

-- What was done by a letter, with what its undoing restores. The token stands in the link alone.
CREATE TABLE mail_acts (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  token_hash BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  command TEXT NOT NULL,
  said TEXT NOT NULL,
  was TEXT NOT NULL,
  at BIGINT NOT NULL,
  undone_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX mail_acts_by_token ON mail_acts (token_hash);
CREATE INDEX mail_acts_by_card ON mail_acts (organisation_id, card_id);

-- Passkeys. A credential is one member's only, of whatever organisation: an answer names nothing else.
CREATE TABLE passkeys (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  name TEXT NOT NULL,
  credential BYTEA NOT NULL,
  transports INTEGER NOT NULL,
  fixed BYTEA NOT NULL,
  changing BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential);
CREATE INDEX passkeys_by_member ON passkeys (organisation_id, member_id);

-- What a browser was asked and has not answered: by the hash of a token, good once.
CREATE TABLE sign_in_questions (
  token_hash BYTEA NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  bound BYTEA NOT NULL,
  state BYTEA NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_questions_by_age ON sign_in_questions (expires_at);

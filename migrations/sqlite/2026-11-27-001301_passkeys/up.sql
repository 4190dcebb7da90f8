-- Passkeys. A credential is one member's only, of whatever organisation: an answer names nothing else.
CREATE TABLE passkeys (
  organisation_id BLOB NOT NULL,
  id BLOB NOT NULL,
  member_id BLOB NOT NULL,
  name TEXT NOT NULL,
  credential BLOB NOT NULL,
  transports INTEGER NOT NULL,
  fixed BLOB NOT NULL,
  changing BLOB NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (organisation_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential);
CREATE INDEX passkeys_by_member ON passkeys (organisation_id, member_id);

-- What a browser was asked and has not answered: by the hash of a token, good once.
CREATE TABLE sign_in_questions (
  token_hash BLOB NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  bound BLOB NOT NULL,
  state BLOB NOT NULL,
  expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sign_in_questions_by_age ON sign_in_questions (expires_at);

-- A session is complete once the second factor was given, or wasn't asked for; until then it opens nothing but that page.
ALTER TABLE sessions ADD COLUMN complete_at BIGINT;
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN network TEXT NOT NULL DEFAULT '';
UPDATE sessions SET complete_at = created_at;
CREATE INDEX sessions_by_member ON sessions (organisation_id, member_id);

ALTER TABLE organisations ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'required';

-- The secret is sealed with the service's key; `last_step` keeps a code from being used twice.
CREATE TABLE second_factors (
  organisation_id BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  secret BYTEA NOT NULL,
  last_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, member_id)
);

CREATE TABLE recovery_codes (
  organisation_id BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  code_hash BYTEA NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (organisation_id, member_id, code_hash)
);

-- How often something was tried in a stretch of time: budgets that outlive a restart. The key is a keyed hash.
CREATE TABLE attempts (
  purpose TEXT NOT NULL,
  key BYTEA NOT NULL,
  stretch BIGINT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (purpose, key, stretch)
);
CREATE INDEX attempts_by_age ON attempts (stretch);

-- Who had a customer's identity before their eyes.
CREATE TABLE identity_reads (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  place TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX identity_reads_by_card ON identity_reads (organisation_id, card_id, member_id, at);

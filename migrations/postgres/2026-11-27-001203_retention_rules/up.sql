-- For how long an organisation keeps what, from when on. Earlier rules stay: whoever wrote under one was promised it.
CREATE TABLE retention_rules (
  organisation_id BYTEA NOT NULL,
  since BIGINT NOT NULL,
  contact_days INTEGER NOT NULL,
  apart_days INTEGER NOT NULL,
  card_months INTEGER NOT NULL,
  member_id BYTEA,
  PRIMARY KEY (organisation_id, since)
);

-- What managers decided about who is meant, oldest first: replayed, it is what the tagger has learnt. Decisions that
-- belong together share an act, and are taken back together. Nothing is deleted but what retention deletes.
CREATE TABLE corrections (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  act_id BYTEA NOT NULL,
  card_id BYTEA,
  question INTEGER,
  member_id BYTEA,
  at BIGINT NOT NULL,
  said TEXT NOT NULL,
  surface TEXT NOT NULL,
  form TEXT NOT NULL,
  agent_id BYTEA,
  was TEXT,
  undone_at BIGINT,
  undone_act BYTEA,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX corrections_by_card ON corrections (organisation_id, card_id);
CREATE INDEX corrections_by_act ON corrections (organisation_id, act_id);
CREATE INDEX corrections_by_form ON corrections (organisation_id, form);
CREATE INDEX corrections_by_agent ON corrections (organisation_id, agent_id);

-- How sure an organisation wants its tags to be, where it chose; the version rises with everything that is learnt.
CREATE TABLE tagging_settings (
  organisation_id BYTEA NOT NULL PRIMARY KEY,
  tag DOUBLE PRECISION,
  complaint DOUBLE PRECISION,
  triage DOUBLE PRECISION,
  version BIGINT NOT NULL
);

-- What an agent said to "Customers call you Del. Is that you?"; who said no is not asked again.
CREATE TABLE alias_answers (
  organisation_id BYTEA NOT NULL,
  agent_id BYTEA NOT NULL,
  form TEXT NOT NULL,
  alias TEXT NOT NULL,
  accepted BOOLEAN NOT NULL,
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, agent_id, form)
);

-- "Not me": an agent's word that a card is not about them, and what a manager decided. The tag stays until then.
CREATE TABLE disputes (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  agent_id BYTEA NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  decision TEXT,
  decided_at BIGINT,
  decided_by BYTEA,
  decided_act BYTEA,
  note TEXT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX disputes_by_card ON disputes (organisation_id, card_id);
CREATE INDEX disputes_by_agent ON disputes (organisation_id, agent_id, at);

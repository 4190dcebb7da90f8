-- Whoever starts later isn't tagged before. Two entries for one person become one; the other stays, so that its links
-- lead on and the merging can be taken back. A stand-in has the place of somebody whose name is gone for good.
ALTER TABLE agents ADD COLUMN active_from BIGINT;
ALTER TABLE agents ADD COLUMN merged_into BYTEA;
ALTER TABLE agents ADD COLUMN stand_in BOOLEAN NOT NULL DEFAULT FALSE;

-- What was done to somebody on the roster, by whom and when, and how far its work on their cards has come.
CREATE TABLE agent_acts (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  kind TEXT NOT NULL,
  agent_id BYTEA NOT NULL,
  into_id BYTEA,
  member_id BYTEA,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  shown TEXT NOT NULL,
  work TEXT,
  was TEXT,
  total BIGINT NOT NULL,
  done BIGINT NOT NULL,
  cursor BYTEA,
  finished_at BIGINT,
  undone_at BIGINT,
  undone_by BYTEA,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX agent_acts_by_version ON agent_acts (organisation_id, version);

-- What a merging changed on a card: what taking it back restores. Goes when it can't be taken back any more.
CREATE TABLE agent_act_cards (
  organisation_id BYTEA NOT NULL,
  act_id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  was TEXT NOT NULL,
  PRIMARY KEY (organisation_id, act_id, card_id)
);

CREATE INDEX candidates_by_agent ON candidates (organisation_id, agent_id, card_id);

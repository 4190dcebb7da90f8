-- By which version of the roster an agent last changed, nicknames included: a process that knows version 7 reads only
-- whoever has changed since.
ALTER TABLE agents ADD COLUMN changed_version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX agents_changed ON agents (organisation_id, changed_version);

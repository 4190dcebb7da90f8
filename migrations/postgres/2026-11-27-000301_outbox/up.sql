-- What the relay said last, when it was last offered, and since when: somebody may have had it sent again.
ALTER TABLE outbox ADD COLUMN last_code INTEGER;
ALTER TABLE outbox ADD COLUMN tried_at BIGINT;
ALTER TABLE outbox ADD COLUMN offered_at BIGINT;

-- Letters that could not be sent: few, and asked for by every page of an admin.
CREATE INDEX outbox_stuck ON outbox (organisation_id, id) WHERE state IN ('dead', 'withheld');

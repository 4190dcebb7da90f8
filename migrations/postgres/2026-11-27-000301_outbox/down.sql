DROP INDEX outbox_stuck;
ALTER TABLE outbox DROP COLUMN offered_at;
ALTER TABLE outbox DROP COLUMN tried_at;
ALTER TABLE outbox DROP COLUMN last_code;

-- Whose letter comes when, and what it tells of.
ALTER TABLE subscriptions ADD COLUMN cadence TEXT NOT NULL DEFAULT 'weekly';
ALTER TABLE subscriptions ADD COLUMN month_day INTEGER NOT NULL DEFAULT 1;
ALTER TABLE subscriptions ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE subscriptions ADD COLUMN shows TEXT NOT NULL DEFAULT 'all';
ALTER TABLE subscriptions ADD COLUMN team_id BYTEA;
ALTER TABLE subscriptions ADD COLUMN place TEXT;
ALTER TABLE subscriptions ADD COLUMN skip_empty BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE subscriptions ADD COLUMN absent BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE subscriptions ADD COLUMN paused_until BIGINT;

-- What was sent, to whom it may be sent still, and the link under which it can be read for a while.
ALTER TABLE digests ADD COLUMN state TEXT NOT NULL DEFAULT 'sent';
ALTER TABLE digests ADD COLUMN reach TEXT NOT NULL DEFAULT '';
ALTER TABLE digests ADD COLUMN view_token TEXT;
ALTER TABLE digests ADD COLUMN view_until BIGINT;
ALTER TABLE digests ADD COLUMN resent_as BYTEA;
CREATE UNIQUE INDEX digests_by_view ON digests (view_token) WHERE view_token IS NOT NULL;
CREATE INDEX digests_by_resent ON digests (organisation_id, resent_as) WHERE resent_as IS NOT NULL;

-- The moment by which a card is counted in letters: when it came in, unless a letter had closed that moment before the
-- card was stored; then the first moment that is still open. So no card falls between two letters, and none into both.
CREATE TABLE arrival_seals (
  organisation_id BYTEA NOT NULL PRIMARY KEY,
  sealed_until BIGINT NOT NULL
);
ALTER TABLE cards ADD COLUMN arrived_at BIGINT;
UPDATE cards SET arrived_at = received_at;
ALTER TABLE cards ALTER COLUMN arrived_at SET NOT NULL;
CREATE INDEX cards_by_arrived ON cards (organisation_id, arrived_at, kind);
-- The shared lock lets cards in side by side and makes a seal wait for those that are on their way; what is asked
-- after the lock is had is asked of the newest state, for the function is volatile.
CREATE FUNCTION card_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE seal BIGINT;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(encode(NEW.organisation_id, 'hex'), 201));
  SELECT sealed_until INTO seal FROM arrival_seals WHERE organisation_id = NEW.organisation_id;
  NEW.arrived_at := greatest(NEW.received_at, NEW.arrived_at, seal);
  RETURN NEW;
END $$;
CREATE TRIGGER cards_arrive BEFORE INSERT ON cards FOR EACH ROW EXECUTE FUNCTION card_arrives();
-- Windows that were closed before there were seals.
INSERT INTO arrival_seals (organisation_id, sealed_until)
  SELECT organisation_id, max(period_start) FROM subscriptions GROUP BY organisation_id;

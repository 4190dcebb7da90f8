-- Whose letter comes when, and what it tells of.
ALTER TABLE subscriptions ADD COLUMN cadence TEXT NOT NULL DEFAULT 'weekly';
ALTER TABLE subscriptions ADD COLUMN month_day INTEGER NOT NULL DEFAULT 1;
ALTER TABLE subscriptions ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE subscriptions ADD COLUMN shows TEXT NOT NULL DEFAULT 'all';
ALTER TABLE subscriptions ADD COLUMN team_id BLOB;
ALTER TABLE subscriptions ADD COLUMN place TEXT;
ALTER TABLE subscriptions ADD COLUMN skip_empty BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE subscriptions ADD COLUMN absent BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE subscriptions ADD COLUMN paused_until BIGINT;

-- What was sent, to whom it may be sent still, and the link under which it can be read for a while.
ALTER TABLE digests ADD COLUMN state TEXT NOT NULL DEFAULT 'sent';
ALTER TABLE digests ADD COLUMN reach TEXT NOT NULL DEFAULT '';
ALTER TABLE digests ADD COLUMN view_token TEXT;
ALTER TABLE digests ADD COLUMN view_until BIGINT;
ALTER TABLE digests ADD COLUMN resent_as BLOB;
CREATE UNIQUE INDEX digests_by_view ON digests (view_token) WHERE view_token IS NOT NULL;
CREATE INDEX digests_by_resent ON digests (organisation_id, resent_as) WHERE resent_as IS NOT NULL;

-- The moment by which a card is counted in letters: when it came in, unless a letter had closed that moment before the
-- card was stored; then the first moment that is still open. So no card falls between two letters, and none into both.
CREATE TABLE arrival_seals (
  organisation_id BLOB NOT NULL PRIMARY KEY,
  sealed_until BIGINT NOT NULL
) WITHOUT ROWID;
ALTER TABLE cards ADD COLUMN arrived_at BIGINT NOT NULL DEFAULT 0;
UPDATE cards SET arrived_at = received_at;
CREATE INDEX cards_by_arrived ON cards (organisation_id, arrived_at, kind);
CREATE TRIGGER cards_arrive AFTER INSERT ON cards
WHEN NEW.arrived_at < coalesce((SELECT sealed_until FROM arrival_seals WHERE organisation_id = NEW.organisation_id), NEW.received_at)
  OR NEW.arrived_at < NEW.received_at
BEGIN
  UPDATE cards SET arrived_at = max(NEW.received_at, NEW.arrived_at,
    coalesce((SELECT sealed_until FROM arrival_seals WHERE organisation_id = NEW.organisation_id), NEW.received_at))
  WHERE organisation_id = NEW.organisation_id AND id = NEW.id;
END;
-- Windows that were closed before there were seals.
INSERT INTO arrival_seals (organisation_id, sealed_until)
  SELECT organisation_id, max(period_start) FROM subscriptions GROUP BY organisation_id;

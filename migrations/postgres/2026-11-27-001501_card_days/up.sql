-- How often the cards of a day (UTC, days since 1970) were changed, by whatever change: what was counted of that day holds as
-- long as the sum stays the same. The id parts those who write at the same time: each connection has a row of its own, so
-- that none waits for another.
CREATE TABLE card_days (
  organisation_id BYTEA NOT NULL,
  day BIGINT NOT NULL,
  id BYTEA NOT NULL,
  changes BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, day, id)
);

CREATE FUNCTION note_card_day(organisation BYTEA, received BIGINT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO card_days VALUES (organisation, received / 86400000000, int4send(pg_backend_pid()), 1)
    ON CONFLICT (organisation_id, day, id) DO UPDATE SET changes = card_days.changes + 1;
END $$;

CREATE FUNCTION card_day_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM note_card_day(OLD.organisation_id, OLD.received_at); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM note_card_day(NEW.organisation_id, NEW.received_at); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cards_day_new AFTER INSERT OR DELETE ON cards FOR EACH ROW EXECUTE FUNCTION card_day_changed();
CREATE TRIGGER cards_day_changed
AFTER UPDATE OF kind, uncertain, text, team_id, received_at, answered_at, outcome ON cards
FOR EACH ROW EXECUTE FUNCTION card_day_changed();

-- The same for what hangs on a card.
CREATE FUNCTION card_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part RECORD;
  received BIGINT;
BEGIN
  IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
  SELECT received_at INTO received FROM cards WHERE organisation_id = part.organisation_id AND id = part.card_id;
  IF received IS NULL THEN RETURN NULL; END IF;
  PERFORM note_card_day(part.organisation_id, received);
  RETURN NULL;
END $$;
CREATE TRIGGER mentions_day_changed AFTER INSERT OR UPDATE OF agent_id, card_id, polarity OR DELETE ON mentions
FOR EACH ROW EXECUTE FUNCTION card_part_changed();
CREATE TRIGGER candidates_day_changed AFTER INSERT OR UPDATE OF agent_id, card_id, decided_at OR DELETE ON candidates
FOR EACH ROW EXECUTE FUNCTION card_part_changed();
CREATE TRIGGER card_care_day_changed AFTER INSERT OR UPDATE OF card_id, about OR DELETE ON card_care
FOR EACH ROW EXECUTE FUNCTION card_part_changed();

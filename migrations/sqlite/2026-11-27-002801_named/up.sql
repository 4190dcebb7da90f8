-- How many agents a card names, and whom when it is one: so that what a manager may see is read from the cards' own indexes,
-- and the mentions are asked for the few cards alone that name several. The database itself keeps both, whoever changes the
-- mentions; a card that was stored with the right ones is left alone.
ALTER TABLE cards ADD COLUMN named INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN named_agent_id BLOB;
UPDATE cards SET (named, named_agent_id) = (
  SELECT count(*), CASE WHEN count(*) = 1 THEN min(agent_id) END FROM mentions
  WHERE mentions.organisation_id = cards.organisation_id AND mentions.card_id = cards.id);

CREATE TRIGGER mentions_named_new AFTER INSERT ON mentions BEGIN
  UPDATE cards SET (named, named_agent_id) = (
    SELECT count(*), CASE WHEN count(*) = 1 THEN min(agent_id) END FROM mentions
    WHERE organisation_id = NEW.organisation_id AND card_id = NEW.card_id)
  WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id AND (named <> 1 OR named_agent_id <> NEW.agent_id);
END;
CREATE TRIGGER mentions_named_gone AFTER DELETE ON mentions BEGIN
  UPDATE cards SET (named, named_agent_id) = (
    SELECT count(*), CASE WHEN count(*) = 1 THEN min(agent_id) END FROM mentions
    WHERE organisation_id = OLD.organisation_id AND card_id = OLD.card_id)
  WHERE organisation_id = OLD.organisation_id AND id = OLD.card_id;
END;
CREATE TRIGGER mentions_named_changed AFTER UPDATE OF agent_id, card_id ON mentions BEGIN
  UPDATE cards SET (named, named_agent_id) = (
    SELECT count(*), CASE WHEN count(*) = 1 THEN min(agent_id) END FROM mentions
    WHERE organisation_id = cards.organisation_id AND card_id = cards.id)
  WHERE organisation_id = NEW.organisation_id AND id IN (OLD.card_id, NEW.card_id);
END;

DROP INDEX cards_needing;
CREATE INDEX cards_needing
  ON cards (organisation_id, id, uncertain, kind, closed_at, due_at, status, team_id, named, named_agent_id)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again';
DROP INDEX cards_complaining;
CREATE INDEX cards_complaining ON cards (organisation_id, id, kind, uncertain, team_id, named, named_agent_id)
  WHERE kind <> 'praise';
DROP INDEX cards_by_arrived;
CREATE INDEX cards_by_arrived ON cards (organisation_id, arrived_at, id, kind, uncertain, team_id, named, named_agent_id);
DELETE FROM sqlite_stat1 WHERE idx IN ('cards_needing', 'cards_complaining', 'cards_by_arrived');
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('cards', 'cards_needing', '20000 20000 1 1 1 1 1 1 1 1 1'),
  ('cards', 'cards_complaining', '300000 300000 1 1 1 1 1 1'),
  ('cards', 'cards_by_arrived', '1000000 1000000 1 1 1 1 1 1 1');
ANALYZE sqlite_schema;

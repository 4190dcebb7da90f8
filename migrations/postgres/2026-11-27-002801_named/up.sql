-- How many agents a card names, and whom when it is one: so that what a manager may see is read from the cards' own indexes,
-- and the mentions are asked for the few cards alone that name several. The database itself keeps both, whoever changes the
-- mentions; a card that was stored with the right ones is left alone.
ALTER TABLE cards ADD COLUMN named INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN named_agent_id BYTEA;
UPDATE cards SET named = found.agents, named_agent_id = CASE WHEN found.agents = 1 THEN found.agent END
FROM (
  SELECT organisation_id, card_id, count(*) AS agents, (array_agg(agent_id))[1] AS agent FROM mentions
  GROUP BY organisation_id, card_id
) found
WHERE found.organisation_id = cards.organisation_id AND found.card_id = cards.id;

-- The card is locked before its mentions are counted: whoever adds another at the same moment counts after this.
CREATE FUNCTION count_named(organisation BYTEA, card BYTEA) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  agents INTEGER;
  agent BYTEA;
BEGIN
  PERFORM 1 FROM cards WHERE organisation_id = organisation AND id = card FOR NO KEY UPDATE;
  SELECT count(*), CASE WHEN count(*) = 1 THEN (array_agg(agent_id))[1] END INTO agents, agent
    FROM mentions WHERE organisation_id = organisation AND card_id = card;
  UPDATE cards SET named = agents, named_agent_id = agent
    WHERE organisation_id = organisation AND id = card AND (named, named_agent_id) IS DISTINCT FROM (agents, agent);
END $$;
CREATE FUNCTION card_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND EXISTS (
    SELECT 1 FROM cards WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id
      AND named = 1 AND named_agent_id = NEW.agent_id
  ) THEN RETURN NULL; END IF;
  IF TG_OP <> 'INSERT' THEN PERFORM count_named(OLD.organisation_id, OLD.card_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM count_named(NEW.organisation_id, NEW.card_id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER mentions_named AFTER INSERT OR UPDATE OF agent_id, card_id OR DELETE ON mentions
FOR EACH ROW EXECUTE FUNCTION card_named();

DROP INDEX cards_needing;
CREATE INDEX cards_needing
  ON cards (organisation_id, id, uncertain, kind, closed_at, due_at, status, team_id, named, named_agent_id)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again';
DROP INDEX cards_complaining;
CREATE INDEX cards_complaining ON cards (organisation_id, id, kind, uncertain, team_id, named, named_agent_id)
  WHERE kind <> 'praise';
DROP INDEX cards_by_arrived;
CREATE INDEX cards_by_arrived ON cards (organisation_id, arrived_at, id, kind, uncertain, team_id, named, named_agent_id);

DROP INDEX cards_needing;
CREATE INDEX cards_needing ON cards (organisation_id, id, uncertain, kind, closed_at, due_at, status, team_id)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again';
DROP INDEX cards_complaining;
CREATE INDEX cards_complaining ON cards (organisation_id, id, kind, uncertain, team_id) WHERE kind <> 'praise';
DROP INDEX cards_by_arrived;
CREATE INDEX cards_by_arrived ON cards (organisation_id, arrived_at, kind);
DROP TRIGGER mentions_named ON mentions;
DROP FUNCTION card_named();
DROP FUNCTION count_named(BYTEA, BYTEA);
ALTER TABLE cards DROP COLUMN named_agent_id;
ALTER TABLE cards DROP COLUMN named;

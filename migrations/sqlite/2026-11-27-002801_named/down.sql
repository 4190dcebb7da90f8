DROP INDEX cards_needing;
CREATE INDEX cards_needing ON cards (organisation_id, id, uncertain, kind, closed_at, due_at, status, team_id)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again';
DROP INDEX cards_complaining;
CREATE INDEX cards_complaining ON cards (organisation_id, id, kind, uncertain, team_id) WHERE kind <> 'praise';
DROP INDEX cards_by_arrived;
CREATE INDEX cards_by_arrived ON cards (organisation_id, arrived_at, kind);
DROP TRIGGER mentions_named_changed;
DROP TRIGGER mentions_named_gone;
DROP TRIGGER mentions_named_new;
ALTER TABLE cards DROP COLUMN named_agent_id;
ALTER TABLE cards DROP COLUMN named;
DELETE FROM sqlite_stat1 WHERE idx IN ('cards_needing', 'cards_complaining', 'cards_by_arrived');
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('cards', 'cards_needing', '20000 20000 1 1 1 1 1 1 1'),
  ('cards', 'cards_complaining', '300000 300000 1 1 1 1'),
  ('cards', 'cards_by_arrived', '1000000 1000000 1 1');
ANALYZE sqlite_schema;

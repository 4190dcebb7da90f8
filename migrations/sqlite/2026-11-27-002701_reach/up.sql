-- A team's people without reading everybody, and the complaints among cards without reading the others.
CREATE INDEX agents_by_team ON agents (organisation_id, team_id);
CREATE INDEX cards_complaining ON cards (organisation_id, id, kind, uncertain, team_id) WHERE kind <> 'praise';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('agents', 'agents_by_team', '10000 10000 40'),
  ('cards', 'cards_complaining', '300000 300000 1 1 1 1');
ANALYZE sqlite_schema;

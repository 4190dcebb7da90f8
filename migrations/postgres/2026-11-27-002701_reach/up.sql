-- A team's people without reading everybody, and the complaints among cards without reading the others.
CREATE INDEX agents_by_team ON agents (organisation_id, team_id);
CREATE INDEX cards_complaining ON cards (organisation_id, id, kind, uncertain, team_id) WHERE kind <> 'praise';

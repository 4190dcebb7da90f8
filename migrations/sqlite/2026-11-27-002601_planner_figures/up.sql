-- With the team, so that a manager's count reads no cards.
DROP INDEX cards_needing;
CREATE INDEX cards_needing ON cards (organisation_id, id, uncertain, kind, closed_at, due_at, status, team_id)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again';

-- What SQLite's planner should know of a grown organisation. Without figures it takes ten rows for all that one
-- organisation has, and reads them all where an index would lead to one: the mentions of a card, the readers of a card.
-- Nobody has to run ANALYZE for it; who does puts the figures of their own database in their place.
-- stat: rows, then rows for each value of the first column, of the first two, and so on (sqlite.org/fileformat2.html).
-- Makes the table of figures; the second time it reads them.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('cards', 'cards', '1000000 1000000 1'),
  ('cards', 'cards_by_number', '1000000 1000000 1'),
  ('cards', 'cards_once', '1000000 1000000 1'),
  ('cards', 'cards_by_arrival', '1000000 1000000 1'),
  ('cards', 'cards_by_arrived', '1000000 1000000 1 1'),
  ('cards', 'cards_by_owner', '100000 100000 1000 1'),
  ('cards', 'cards_needing', '20000 20000 1 1 1 1 1 1 1'),
  ('cards', 'cards_with_contact', '300000 300000 1'),
  ('cards', 'cards_by_answer', '300000 300000 1'),
  ('cards', 'cards_by_closure', '300000 300000 1'),
  ('cards', 'cards_open', '5000 5000 1'),
  ('mentions', 'mentions', '1000000 1000000 500 1'),
  ('mentions', 'mentions_by_card', '1000000 1000000 2'),
  ('candidates', 'candidates', '100000 100000 3 2 1'),
  ('candidates', 'candidates_by_agent', '100000 100000 100 1'),
  ('corrections', 'corrections', '100000 100000 1'),
  ('corrections', 'corrections_by_agent', '100000 100000 100'),
  ('corrections', 'corrections_by_form', '100000 100000 10'),
  ('corrections', 'corrections_by_act', '100000 100000 2'),
  ('corrections', 'corrections_by_card', '100000 100000 2'),
  ('disputes', 'disputes', '10000 10000 1'),
  ('disputes', 'disputes_by_agent', '10000 10000 10 1'),
  ('disputes', 'disputes_by_card', '10000 10000 2'),
  ('identity_reads', 'identity_reads', '1000000 1000000 1'),
  ('identity_reads', 'identity_reads_by_card', '1000000 1000000 3 2 1'),
  ('card_changes', 'card_changes', '100000 100000 10 1'),
  ('card_changes', 'card_changes_by_card', '100000 100000 2'),
  ('agents', 'agents', '10000 10000 1'),
  ('agents', 'agents_changed', '10000 10000 10'),
  ('agent_acts', 'agent_acts', '1000 1000 1'),
  ('agent_acts', 'agent_acts_by_version', '1000 1000 2'),
  ('passkeys', 'passkeys', '1000 1000 1'),
  ('passkeys', 'passkeys_by_member', '1000 1000 2');
ANALYZE sqlite_schema;

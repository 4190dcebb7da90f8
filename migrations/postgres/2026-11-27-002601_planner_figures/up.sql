-- SQLite's planner gets figures here, too; PostgreSQL keeps its own.
-- With the team, so that a manager's count reads no cards.
DROP INDEX cards_needing;
CREATE INDEX cards_needing ON cards (organisation_id, id, uncertain, kind, closed_at, due_at, status, team_id)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again';

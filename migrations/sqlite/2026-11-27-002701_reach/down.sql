DROP INDEX cards_complaining;
DROP INDEX agents_by_team;
DELETE FROM sqlite_stat1 WHERE idx IN ('agents_by_team', 'cards_complaining');
ANALYZE sqlite_schema;

DROP INDEX cards_complaining;
DROP INDEX agents_by_team;

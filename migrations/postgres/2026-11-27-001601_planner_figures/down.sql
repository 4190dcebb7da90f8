-- Nothing: PostgreSQL keeps its planner's figures itself. This migration is SQLite's.
SELECT 1;

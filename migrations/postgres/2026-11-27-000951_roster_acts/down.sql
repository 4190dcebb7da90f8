DROP INDEX candidates_by_agent;
DROP TABLE agent_act_cards;
DROP TABLE agent_acts;
ALTER TABLE agents DROP COLUMN stand_in;
ALTER TABLE agents DROP COLUMN merged_into;
ALTER TABLE agents DROP COLUMN active_from;

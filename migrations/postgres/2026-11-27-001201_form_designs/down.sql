DROP TABLE card_origins;
ALTER TABLE forms DROP COLUMN design;

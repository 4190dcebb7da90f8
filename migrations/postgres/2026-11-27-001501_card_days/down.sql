DROP TRIGGER cards_day_new ON cards;
DROP TRIGGER cards_day_changed ON cards;
DROP TRIGGER mentions_day_changed ON mentions;
DROP TRIGGER candidates_day_changed ON candidates;
DROP TRIGGER card_care_day_changed ON card_care;
DROP FUNCTION card_day_changed();
DROP FUNCTION card_part_changed();
DROP FUNCTION note_card_day(BYTEA, BIGINT);
DROP TABLE card_days;

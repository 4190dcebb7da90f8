ALTER TABLE letter_readings DROP COLUMN checks;

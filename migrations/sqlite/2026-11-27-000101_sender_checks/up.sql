-- How each check of a letter's sender ended, for people.
ALTER TABLE letter_readings ADD COLUMN checks TEXT NOT NULL DEFAULT '';

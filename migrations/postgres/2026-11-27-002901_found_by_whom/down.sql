DROP INDEX card_words_found;
ALTER TABLE card_words DROP COLUMN whom;
CREATE INDEX card_words_found ON card_words USING gin (words);

-- The number under which the index of words knows a card: it knows nothing but numbers.
CREATE TABLE card_search (
  seq INTEGER NOT NULL PRIMARY KEY,
  organisation_id BLOB NOT NULL,
  card_id BLOB NOT NULL
);
CREATE UNIQUE INDEX card_search_once ON card_search (organisation_id, card_id);

-- Cards whose words are to be put into the index: written with the card, taken away by the worker.
CREATE TABLE card_search_waiting (
  organisation_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  PRIMARY KEY (organisation_id, card_id)
) WITHOUT ROWID;
INSERT INTO card_search_waiting SELECT organisation_id, id FROM cards;

-- prefix: the beginning of a word is found as quickly as a word, without gathering all words that begin so.
-- detail=none: words are looked for one by one, never as a phrase. secure-delete: what is forgotten is gone from the file.
CREATE VIRTUAL TABLE card_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4 5 6 7', detail = none, columnsize = 0);
INSERT INTO card_words (card_words, rank) VALUES ('secure-delete', 1);

-- The cards of one owner, for the list that is narrowed to theirs.
CREATE INDEX cards_by_owner ON cards (organisation_id, owner_id, id) WHERE owner_id IS NOT NULL;

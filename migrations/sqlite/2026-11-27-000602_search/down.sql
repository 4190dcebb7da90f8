DROP INDEX cards_by_owner;
DROP TABLE card_words;
DROP TABLE card_search_waiting;
DROP TABLE card_search;

DROP TABLE kept_cards;

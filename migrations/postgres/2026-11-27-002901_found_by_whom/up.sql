-- Whom a card is about stands in the index beside its words: agents whom it names or asks about, its team, and sixteen zeros
-- when it is about nobody and any manager may see it. A search for words is narrowed to what the reader may see inside the
-- index, which gives no order: else it names every card of the house, and each must be looked at.
CREATE TABLE card_words_whom AS
SELECT w.seq, w.words, coalesce(f.whom, '{}') AS whom FROM card_words w LEFT JOIN (
  SELECT s.seq, array_agg(known.whom) AS whom FROM card_search s JOIN (
    SELECT organisation_id, card_id, agent_id AS whom FROM mentions
    UNION SELECT organisation_id, card_id, agent_id FROM candidates WHERE decided_at IS NULL
    UNION SELECT organisation_id, id, team_id FROM cards WHERE team_id IS NOT NULL
    UNION SELECT organisation_id, id, decode(repeat('00', 16), 'hex') FROM cards WHERE named = 0 AND team_id IS NULL
  ) known ON known.organisation_id = s.organisation_id AND known.card_id = s.card_id GROUP BY s.seq
) f ON f.seq = w.seq;
DROP TABLE card_words;
ALTER TABLE card_words_whom RENAME TO card_words;
ALTER TABLE card_words ALTER seq SET NOT NULL, ALTER words SET NOT NULL, ALTER whom SET NOT NULL;
ALTER TABLE card_words ADD CONSTRAINT card_words_pkey PRIMARY KEY (seq);
CREATE INDEX card_words_found ON card_words USING gin (words, whom);
ANALYZE card_words;

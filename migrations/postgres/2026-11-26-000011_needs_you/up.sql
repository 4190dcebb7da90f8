-- What needs somebody, however many cards there are: open complaints, and cards that ask who is meant. All that the
-- counts ask for stands in the index itself: without statistics SQLite reads the whole table before it takes a partial
-- index that sends it back to the table for each row.
CREATE INDEX cards_needing ON cards (organisation_id, id, uncertain, kind, closed_at, due_at)
  WHERE uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise');
DROP INDEX cards_uncertain;

CREATE INDEX cards_uncertain ON cards (organisation_id, id) WHERE uncertain;
DROP INDEX cards_needing;

-- A digest counts what was closed and what was first answered within a week, however many cards there are.
CREATE INDEX cards_by_closure ON cards (organisation_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX cards_by_answer ON cards (organisation_id, answered_at) WHERE answered_at IS NOT NULL;

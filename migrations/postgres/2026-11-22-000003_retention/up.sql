-- What is left to be forgotten after 90 days: only cards that still carry a name, an address or a number stand in it,
-- so that looking for them costs as much as there are, not as many cards as there are.
CREATE INDEX cards_with_contact ON cards (organisation_id, received_at)
  WHERE customer_name IS NOT NULL OR customer_email IS NOT NULL OR customer_phone IS NOT NULL;

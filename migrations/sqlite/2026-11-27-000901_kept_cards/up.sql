-- Cards as they were sent, kept during a rush to be read after it. A row goes in the transaction that makes it a card.
CREATE TABLE kept_cards (
  organisation_id BLOB NOT NULL,
  once_key BLOB NOT NULL,
  content TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, once_key)
) WITHOUT ROWID;

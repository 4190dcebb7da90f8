-- Mailboxes that letters are fetched from: how far each was read, who reads it at this moment, and how it goes.
CREATE TABLE mailboxes (
  organisation_id BLOB NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  uid_validity BIGINT NOT NULL,
  last_uid BIGINT NOT NULL,
  holder BLOB,
  lease_until BIGINT,
  letters BIGINT NOT NULL,
  looked_at BIGINT,
  failures INTEGER NOT NULL,
  failing_since BIGINT,
  last_error TEXT,
  alarmed_at BIGINT,
  created_at BIGINT NOT NULL,
  retired_at BIGINT,
  PRIMARY KEY (organisation_id, name)
);

-- One row for each letter that was met: what became of it here, and whether its place in the mailbox was tidied. The key
-- recognises a letter that turns up under another number.
CREATE TABLE mailbox_letters (
  organisation_id BLOB NOT NULL REFERENCES organisations (id),
  mailbox TEXT NOT NULL,
  uid_validity BIGINT NOT NULL,
  uid BIGINT NOT NULL,
  state TEXT NOT NULL,
  once_key BLOB,
  inbound_id BLOB,
  size BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  try_at BIGINT,
  note TEXT,
  noted_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, mailbox, uid_validity, uid)
);
CREATE INDEX mailbox_letters_known ON mailbox_letters (organisation_id, once_key);
CREATE INDEX mailbox_letters_open ON mailbox_letters (organisation_id, mailbox) WHERE state <> 'done';

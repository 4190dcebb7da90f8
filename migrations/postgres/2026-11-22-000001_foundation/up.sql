-- The twin of the SQLite tree; only the words for types differ.
-- Ids are UUIDv7 in 16 bytes; moments are UTC microseconds; enums are lower-case words.
-- `organisation_id` leads every tenant key and index, so that the tables can be distributed by organisation.

CREATE TABLE instance (
  name TEXT NOT NULL PRIMARY KEY,
  value BYTEA NOT NULL
);

CREATE TABLE organisations (
  id BYTEA NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  language TEXT NOT NULL,
  mail_address TEXT NOT NULL UNIQUE,
  postal_line TEXT NOT NULL,
  roster_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE teams (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  id BYTEA NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, name)
);

CREATE TABLE agents (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  id BYTEA NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT,
  email TEXT,
  team_id BYTEA,
  location TEXT,
  link_token TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  archived_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, external_id)
);

CREATE TABLE agent_aliases (
  organisation_id BYTEA NOT NULL,
  agent_id BYTEA NOT NULL,
  alias TEXT NOT NULL,
  source TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, agent_id, alias)
);

CREATE TABLE members (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  id BYTEA NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  zone TEXT NOT NULL,
  agent_id BYTEA,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, email)
);
-- Signing in starts from an address alone, before any organisation is known.
CREATE INDEX members_by_email ON members (email);

CREATE TABLE team_managers (
  organisation_id BYTEA NOT NULL,
  team_id BYTEA NOT NULL,
  member_id BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, team_id, member_id)
);

CREATE TABLE forms (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  id BYTEA NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  team_id BYTEA,
  location TEXT,
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);

-- A sequence instead of a counter row: a counter row would make every card of an organisation wait for the last commit.
CREATE SEQUENCE card_numbers;

CREATE TABLE cards (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  id BYTEA NOT NULL,
  number BIGINT NOT NULL,
  once_key BYTEA NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  kind_from TEXT NOT NULL,
  status TEXT NOT NULL,
  uncertain BOOLEAN NOT NULL,
  text TEXT NOT NULL,
  subject TEXT,
  helper TEXT,
  customer_name TEXT,
  customer_email TEXT,
  customer_phone TEXT,
  form_id BYTEA,
  preset_agent_id BYTEA,
  team_id BYTEA,
  inbound_id BYTEA,
  score DOUBLE PRECISION NOT NULL,
  received_at BIGINT NOT NULL,
  due_at BIGINT,
  owner_id BYTEA,
  answered_at BIGINT,
  closed_at BIGINT,
  outcome TEXT,
  outcome_note TEXT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX cards_once ON cards (organisation_id, once_key);
CREATE UNIQUE INDEX cards_by_number ON cards (organisation_id, number);
CREATE INDEX cards_by_arrival ON cards (organisation_id, received_at);
CREATE INDEX cards_open ON cards (organisation_id, due_at) WHERE closed_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX cards_uncertain ON cards (organisation_id, id) WHERE uncertain;

-- Keyed by agent first: the newest cards of one agent are one short index scan.
CREATE TABLE mentions (
  organisation_id BYTEA NOT NULL,
  agent_id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  spans TEXT NOT NULL,
  surface TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  polarity TEXT NOT NULL,
  why TEXT NOT NULL,
  tagged_by BYTEA,
  created_at BIGINT NOT NULL,
  released_at BIGINT,
  released_by BYTEA,
  release_note TEXT,
  PRIMARY KEY (organisation_id, agent_id, card_id)
);
CREATE INDEX mentions_by_card ON mentions (organisation_id, card_id);

CREATE TABLE candidates (
  organisation_id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  question INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  agent_id BYTEA NOT NULL,
  surface TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  why TEXT NOT NULL,
  decided_at BIGINT,
  decided_by BYTEA,
  chosen BOOLEAN NOT NULL,
  PRIMARY KEY (organisation_id, card_id, question, rank)
);

CREATE TABLE events (
  organisation_id BYTEA NOT NULL,
  card_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  at BIGINT NOT NULL,
  member_id BYTEA,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (organisation_id, card_id, id)
);

CREATE TABLE inbound_messages (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  id BYTEA NOT NULL,
  recipient TEXT NOT NULL,
  sender TEXT NOT NULL,
  raw BYTEA NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  once_key BYTEA,
  card_id BYTEA,
  received_at BIGINT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX inbound_once ON inbound_messages (organisation_id, once_key);
CREATE INDEX inbound_by_arrival ON inbound_messages (organisation_id, received_at);

CREATE TABLE subscriptions (
  organisation_id BYTEA NOT NULL REFERENCES organisations (id),
  id BYTEA NOT NULL,
  member_id BYTEA,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  weekday INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  zone TEXT NOT NULL,
  stop_token TEXT NOT NULL UNIQUE,
  period_start BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  stopped_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
-- The schedule asks over all organisations which letters are due.
CREATE INDEX subscriptions_due ON subscriptions (due_at) WHERE stopped_at IS NULL;

CREATE TABLE digests (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  subscription_id BYTEA NOT NULL,
  period_start BIGINT NOT NULL,
  period_end BIGINT NOT NULL,
  composed_at BIGINT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX digests_once ON digests (organisation_id, subscription_id, period_start);

CREATE TABLE outbox (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  kind TEXT NOT NULL,
  to_name TEXT NOT NULL,
  to_address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT,
  list_id TEXT,
  unsubscribe_url TEXT,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  run_at BIGINT NOT NULL,
  lease_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX outbox_waiting ON outbox (run_at) WHERE state = 'waiting';

CREATE TABLE jobs (
  organisation_id BYTEA NOT NULL,
  id BYTEA NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  run_at BIGINT NOT NULL,
  lease_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX jobs_waiting ON jobs (run_at) WHERE state = 'waiting';

CREATE TABLE sign_in_tokens (
  organisation_id BYTEA NOT NULL,
  token_hash BYTEA NOT NULL PRIMARY KEY,
  member_id BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE sessions (
  organisation_id BYTEA NOT NULL,
  token_hash BYTEA NOT NULL PRIMARY KEY,
  member_id BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);

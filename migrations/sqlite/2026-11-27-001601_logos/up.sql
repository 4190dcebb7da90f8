-- Pictures of organisations as they are shown: PNGs that we drew ourselves. One at most is not removed; what was removed
-- stays for a while, so that it can be put back.
CREATE TABLE organisation_logos (
  organisation_id BLOB NOT NULL,
  hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  named BOOLEAN NOT NULL,
  set_at BIGINT NOT NULL,
  removed_at BIGINT,
  PRIMARY KEY (organisation_id, hash)
);
CREATE INDEX organisation_logos_by_hash ON organisation_logos (hash);

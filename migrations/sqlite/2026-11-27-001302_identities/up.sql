-- Whom a provider knows a member as. Its own name for somebody lasts; an address may pass to somebody else.
CREATE TABLE member_identities (
  organisation_id BLOB NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  member_id BLOB NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, issuer, subject)
) WITHOUT ROWID;
CREATE UNIQUE INDEX member_identities_by_member ON member_identities (organisation_id, member_id, issuer);

DROP TABLE identity_reads;
DROP TABLE attempts;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
ALTER TABLE organisations DROP COLUMN second_factor;
DROP INDEX sessions_by_member;
ALTER TABLE sessions DROP COLUMN network;
ALTER TABLE sessions DROP COLUMN device;
ALTER TABLE sessions DROP COLUMN complete_at;

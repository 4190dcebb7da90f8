DROP INDEX agents_changed;
ALTER TABLE agents DROP COLUMN changed_version;

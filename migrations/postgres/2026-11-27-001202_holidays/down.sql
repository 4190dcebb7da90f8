ALTER TABLE work_calendars DROP COLUMN holidays;

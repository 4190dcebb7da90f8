-- Days on which nobody works, a line each: 2026-12-25 Christmas Day.
ALTER TABLE work_calendars ADD COLUMN holidays TEXT NOT NULL DEFAULT '';

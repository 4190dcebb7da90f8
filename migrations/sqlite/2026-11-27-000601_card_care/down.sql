DROP TABLE saved_replies;
DROP TABLE work_calendars;
DROP TABLE card_changes;
DROP TABLE card_care;

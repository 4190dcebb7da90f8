DROP TABLE disputes;
DROP TABLE alias_answers;
DROP TABLE tagging_settings;
DROP TABLE corrections;

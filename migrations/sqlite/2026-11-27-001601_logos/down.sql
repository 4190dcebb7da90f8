DROP TABLE organisation_logos;

DROP TABLE set_aside;
DROP TABLE hold_rules;

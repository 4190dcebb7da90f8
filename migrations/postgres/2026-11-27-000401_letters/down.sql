DROP TABLE mail_acts;
DROP TABLE automatic_letters;
DROP TABLE notices;
DROP TABLE letter_choices;

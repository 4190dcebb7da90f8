DROP TABLE mailed_receipts;
DROP TABLE letter_stops;

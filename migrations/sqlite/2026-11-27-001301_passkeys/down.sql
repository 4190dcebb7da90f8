DROP TABLE sign_in_questions;
DROP TABLE passkeys;

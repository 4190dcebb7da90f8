DROP INDEX cards_with_contact;

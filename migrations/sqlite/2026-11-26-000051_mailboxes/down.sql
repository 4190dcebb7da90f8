DROP TABLE mailbox_letters;
DROP TABLE mailboxes;

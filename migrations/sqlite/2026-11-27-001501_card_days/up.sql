-- How often the cards of a day (UTC, days since 1970) were changed, by whatever change: what was counted of that day holds as
-- long as the sum stays the same. The id parts those who write at the same time; SQLite has one writer.
CREATE TABLE card_days (
  organisation_id BLOB NOT NULL,
  day BIGINT NOT NULL,
  id BLOB NOT NULL,
  changes BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, day, id)
) WITHOUT ROWID;

CREATE TRIGGER cards_day_new AFTER INSERT ON cards BEGIN
  INSERT INTO card_days VALUES (NEW.organisation_id, NEW.received_at / 86400000000, x'', 1)
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER cards_day_changed
AFTER UPDATE OF kind, uncertain, text, team_id, received_at, answered_at, outcome ON cards BEGIN
  INSERT INTO card_days VALUES (OLD.organisation_id, OLD.received_at / 86400000000, x'', 1)
    ON CONFLICT DO UPDATE SET changes = changes + 1;
  INSERT INTO card_days VALUES (NEW.organisation_id, NEW.received_at / 86400000000, x'', 1)
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER cards_day_gone AFTER DELETE ON cards BEGIN
  INSERT INTO card_days VALUES (OLD.organisation_id, OLD.received_at / 86400000000, x'', 1)
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;

-- The same for what hangs on a card.
CREATE TRIGGER mentions_day_new AFTER INSERT ON mentions BEGIN
  INSERT INTO card_days SELECT NEW.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER mentions_day_changed AFTER UPDATE OF agent_id, card_id, polarity ON mentions BEGIN
  INSERT INTO card_days SELECT NEW.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER mentions_day_gone AFTER DELETE ON mentions BEGIN
  INSERT INTO card_days SELECT OLD.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = OLD.organisation_id AND id = OLD.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER candidates_day_new AFTER INSERT ON candidates BEGIN
  INSERT INTO card_days SELECT NEW.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER candidates_day_changed AFTER UPDATE OF agent_id, card_id, decided_at ON candidates BEGIN
  INSERT INTO card_days SELECT NEW.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER candidates_day_gone AFTER DELETE ON candidates BEGIN
  INSERT INTO card_days SELECT OLD.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = OLD.organisation_id AND id = OLD.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER card_care_day_new AFTER INSERT ON card_care BEGIN
  INSERT INTO card_days SELECT NEW.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER card_care_day_changed AFTER UPDATE OF card_id, about ON card_care BEGIN
  INSERT INTO card_days SELECT NEW.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = NEW.organisation_id AND id = NEW.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER card_care_day_gone AFTER DELETE ON card_care BEGIN
  INSERT INTO card_days SELECT OLD.organisation_id, received_at / 86400000000, x'', 1 FROM cards
    WHERE organisation_id = OLD.organisation_id AND id = OLD.card_id
    ON CONFLICT DO UPDATE SET changes = changes + 1;
END;

DROP INDEX cards_by_answer;
DROP INDEX cards_by_closure;

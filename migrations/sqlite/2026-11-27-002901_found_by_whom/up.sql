-- The index of words gives the newest first here, and stops when a page is full: whom a card is about need not stand in it.
SELECT 1;

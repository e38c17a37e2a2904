"""A text as the grammar sees it: words, sentences, quotations, clauses, and the word lists behind them."""

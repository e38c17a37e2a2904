"""Who is meant: names, titles, pronouns and descriptions resolved to the actors of a case."""

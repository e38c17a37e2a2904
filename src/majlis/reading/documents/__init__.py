"""From files to documents: text that can be read, its date, its origin, its damage and its copies."""

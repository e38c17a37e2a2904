"""A second reader that the user runs elsewhere, trusted in nothing, and its proposals beside the first's."""

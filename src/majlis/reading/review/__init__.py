"""What a person decides of proposals, kept, undone, compared between coders and taken into the ledger."""

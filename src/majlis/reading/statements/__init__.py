"""Who said what, and where that stands on an issue."""

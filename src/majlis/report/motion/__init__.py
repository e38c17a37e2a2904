"""The parts of the report that show a case in motion."""

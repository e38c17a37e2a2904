"""What was coded: the schema of a case folder, reading and checking it, and changed copies of a case."""

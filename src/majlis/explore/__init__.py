"""What matters: which estimates drive the result of a run."""

"""What matters: what drives a run, what each claim does to the answer, what the record teaches."""

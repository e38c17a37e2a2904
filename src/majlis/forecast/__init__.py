"""How sure: questions of a case answered from a run."""

"""Many runs: a case assembled into arrays, sampled, settled by every model, and kept as named results."""

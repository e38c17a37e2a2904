"""How well the reader finds what a careful coder finds: ``python -m benchmarks.score_reading DIR``."""

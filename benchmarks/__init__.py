"""Speed of the hot loops, as ratios taken in one run: ``python -m benchmarks``."""

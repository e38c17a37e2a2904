"""Run every benchmark: ``python -m benchmarks``."""

from benchmarks import models

models.main()

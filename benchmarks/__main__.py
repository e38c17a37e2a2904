"""Run every benchmark: ``python -m benchmarks``."""

from benchmarks import models
from benchmarks.commands import print_commands

models.main()
print_commands()

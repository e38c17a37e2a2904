"""Run every benchmark: ``python -m benchmarks``."""

from benchmarks import models, spatial
from benchmarks.commands import print_commands

models.main()
spatial.main()
print_commands()

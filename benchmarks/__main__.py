"""Run every benchmark: ``python -m benchmarks``."""

from benchmarks import models, motion, reading, spatial
from benchmarks.c_kernels import compare
from benchmarks.commands import print_commands

models.main()
spatial.main()
reading.main()
motion.main()
compare.main()
print_commands()

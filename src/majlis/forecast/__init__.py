"""How sure, how right: questions answered from a run, baselines, and scores of what is known by now."""

"""One study from case to folder: the one place where the rooms meet."""

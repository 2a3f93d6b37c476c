"""A breakdown table (任务分解表) against the prose of the same notice."""

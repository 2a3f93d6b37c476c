"""Rules files: what is written there, what is wrong with it, what can be offered."""

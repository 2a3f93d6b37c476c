"""A draft held against the notices of the level above that it has to carry out."""

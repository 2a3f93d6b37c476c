"""What may be written where the cursor stands: one file for each kind of words."""

"""Which sentence of one text says what a sentence of another says, and where they differ."""

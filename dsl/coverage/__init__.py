"""How far a draft carries out what the level above asks: as plain data, and as a page."""

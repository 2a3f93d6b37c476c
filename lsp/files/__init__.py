"""Files on disk: only these modules read or write any."""

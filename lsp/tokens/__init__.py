"""The words that an editor colours by what they mean."""

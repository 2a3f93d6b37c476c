"""What an editor can offer to do to a draft: one file a kind of mending."""

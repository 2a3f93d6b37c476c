"""What the editor can have the command line do."""

"""What changed between two versions of a notice: as tasks, not as lines."""

"""What is put right or added while typing."""

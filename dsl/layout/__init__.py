"""The model to the official layout of GB/T 9704-2012."""

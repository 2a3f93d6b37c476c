"""What words of a draft mean, as notes that are shown over them: one module a kind of words."""

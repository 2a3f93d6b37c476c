"""Word files (.docx, .docm): one module a concern."""

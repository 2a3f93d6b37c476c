"""The language server. Protocol types stay in here."""

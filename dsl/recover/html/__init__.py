"""Web pages (.html, .mht): one module a concern."""

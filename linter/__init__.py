"""The model to findings: rules, and what they say."""

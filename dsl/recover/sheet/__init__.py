"""Workbooks (.xlsx, .xlsm): one module a concern."""

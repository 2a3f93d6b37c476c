"""The command line: reads files, calls the library, writes files."""

"""PDF files: characters with their boxes to lines, tables, paragraphs."""

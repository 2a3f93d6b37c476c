"""A notice as a Word file: named styles, sections, fields; Office Open XML, ISO/IEC 29500-1."""

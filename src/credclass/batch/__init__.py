"""Many lines: over processes, as flat rows, from files to files."""

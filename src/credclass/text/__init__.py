"""A line of text → folded text, tokens and parts, with offsets into the original string."""

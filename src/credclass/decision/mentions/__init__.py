"""What a line claims: which credentials, awarded by whom, when, and how far the holder has come."""

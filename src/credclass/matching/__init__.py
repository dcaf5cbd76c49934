"""Tokens → matches with spans: phrases, misspelt words, partial names, dates, addresses."""

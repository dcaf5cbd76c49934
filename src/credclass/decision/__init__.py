"""Matches → evidence → probabilities → mentions → ``Classification``."""

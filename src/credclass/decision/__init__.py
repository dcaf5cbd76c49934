"""Matches → mentions → evidence → probabilities → ``Classification``."""

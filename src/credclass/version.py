"""The version of the package, which is the first part of every answer's."""

__version__ = "0.1.0"

"""The version of the program, which reports and caches carry."""

__version__ = "0.1.0"

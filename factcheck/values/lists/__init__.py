"""Lists of names, and who belongs on them."""

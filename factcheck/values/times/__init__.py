"""From dates and clock times to moments that can be compared."""

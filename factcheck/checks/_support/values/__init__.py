"""The figures and times of the sources, and what they bear out."""

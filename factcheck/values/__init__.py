"""From words to values that can be compared: figures, moments, names, status, claimants. Pure."""

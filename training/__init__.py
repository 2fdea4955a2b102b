"""What teaches the two shipped models and fits the weights in config/; never imported by the package."""

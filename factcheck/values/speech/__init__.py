"""Who says it, and as what: asserted, planned, alleged, denied."""

"""Loading what stands at a public web address, for a user who asked for it."""

"""What is known of a thing that may be wrong, for a model to weigh."""

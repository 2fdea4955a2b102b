"""What the stages hand to each other: one frozen type per stage, complete at birth."""

"""From what was compared to the findings, and what a report says of them."""

"""What is attached to the names of people: offices, a home, a party, an employer."""

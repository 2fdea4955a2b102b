"""What single formats are made of: no members of the shelf."""

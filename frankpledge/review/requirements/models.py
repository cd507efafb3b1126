"""What every delivery group must have in place, with its evidence."""

"""What holds of surveys. No database."""

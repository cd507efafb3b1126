"""What groups ask of authorities and boards, and what became of it."""

"""What comes in from outside: files that people send, from the first byte until they go out."""

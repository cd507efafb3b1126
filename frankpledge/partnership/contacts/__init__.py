"""To whom a body's mail goes, as its own people and those who chase it keep it."""

"""Word files that go out filled in and come back: the same for every thing that is answered so."""

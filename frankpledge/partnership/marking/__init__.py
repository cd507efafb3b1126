"""Records that are marked, and that only some of those who could see them may: decision 0045."""

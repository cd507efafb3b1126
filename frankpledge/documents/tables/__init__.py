"""Lists from files of any kind: tables of cells, which column holds what, and rows read."""

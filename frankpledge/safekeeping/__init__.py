"""Nothing lost: backups, restores, the move to another database, an area's data to take away."""

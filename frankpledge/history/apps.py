from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "frankpledge.history"

    def ready(self) -> None:
        """From now on every operation's changes are kept."""
        from frankpledge.history import operations
        from frankpledge.shared.door import keep_changes_with

        keep_changes_with(operations)

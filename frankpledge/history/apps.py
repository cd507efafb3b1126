from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "frankpledge.history"

    def ready(self) -> None:
        """From now on every operation's changes are kept, and accounts' pages tell of them."""
        from frankpledge.history import accounts, operations  # noqa: F401
        from frankpledge.shared.door import keep_changes_with

        keep_changes_with(operations)

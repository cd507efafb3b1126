from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "frankpledge.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Break-glass access raises an alarm."""
        from frankpledge.accounts import alarms  # noqa: F401

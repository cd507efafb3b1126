from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "frankpledge.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Mail that does not leave raises an alarm; bounced mail is asked about every hour."""
        from frankpledge.outbox import alarms, bounces  # noqa: F401

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "frankpledge.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Mail that does not leave raises an alarm; bounced mail is asked about every hour.

        Break-glass access is told of by mail.
        """
        from frankpledge.outbox import alarms, bounces, break_glass  # noqa: F401

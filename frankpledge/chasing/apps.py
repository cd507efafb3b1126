from django.apps import AppConfig


class ChasingConfig(AppConfig):
    name = "frankpledge.chasing"
    label = "chasing"

    def ready(self) -> None:
        """Reminders go out by themselves, and what stops them raises an alarm."""
        from frankpledge.chasing import alarms, jobs  # noqa: F401

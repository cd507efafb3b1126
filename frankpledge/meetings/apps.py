from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "frankpledge.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Papers and circulation can be owed; the forward plan can be bound into a pack."""
        from frankpledge.meetings import papers  # noqa: F401
        from frankpledge.meetings.queries import calendar  # noqa: F401

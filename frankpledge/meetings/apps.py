from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "frankpledge.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Papers and circulation can be owed; the forward plan can be bound into a pack."""
        from frankpledge.meetings import (
            alarms,  # noqa: F401
            minutes_paper,  # noqa: F401
            papers,  # noqa: F401
            wordform,  # noqa: F401
        )
        from frankpledge.meetings.queries import (
            calendar,  # noqa: F401
            circulation,  # noqa: F401
            days,  # noqa: F401
            questions,  # noqa: F401
            releasing,  # noqa: F401
        )

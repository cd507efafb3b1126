from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "frankpledge.answering"
    label = "answering"

    def ready(self) -> None:
        """Actions can be answered in a Word file; links end with the posts they were given to."""
        from frankpledge.answering.links import leaving  # noqa: F401
        from frankpledge.answering.returns import actions  # noqa: F401

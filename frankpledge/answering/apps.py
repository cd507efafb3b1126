from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "frankpledge.answering"
    label = "answering"

    def ready(self) -> None:
        """Actions can be answered in a Word file."""
        from frankpledge.answering.returns import actions  # noqa: F401

from django.apps import AppConfig


class ScreenConfig(AppConfig):
    name = "frankpledge.review.screen"
    label = "screen"

    def ready(self) -> None:
        """The one screen opens the members' pack."""
        from frankpledge.review.screen import papers  # noqa: F401

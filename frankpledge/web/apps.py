from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "frankpledge.web"
    label = "web"

    def ready(self) -> None:
        """What is over is forgotten by itself."""
        from frankpledge.web import jobs  # noqa: F401

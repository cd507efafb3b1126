from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "frankpledge.retention"

    def ready(self) -> None:
        """What nobody need ask for goes by itself."""
        from frankpledge.retention import jobs  # noqa: F401

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "frankpledge.evidence.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Files that nobody settled are thrown away: they may name people."""
        from frankpledge.evidence.surveys import clearing  # noqa: F401

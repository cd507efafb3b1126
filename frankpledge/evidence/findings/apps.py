from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "frankpledge.evidence.findings"
    label = "findings"

    def ready(self) -> None:
        """A finding whose figures changed is owed a look by the area's analysts."""
        from frankpledge.evidence.findings.queries import owing  # noqa: F401

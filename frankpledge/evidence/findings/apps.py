from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "frankpledge.evidence.findings"
    label = "findings"

    def ready(self) -> None:
        """Findings are checked when a release comes; one that changed is owed a look."""
        from frankpledge.evidence.findings import after_release  # noqa: F401
        from frankpledge.evidence.findings.queries import owing  # noqa: F401

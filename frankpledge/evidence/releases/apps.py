from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "frankpledge.evidence.releases"
    label = "releases"

    def ready(self) -> None:
        """Loads that died are begun again by themselves."""
        from frankpledge.evidence.releases import running  # noqa: F401

from django.apps import AppConfig


class RequirementsConfig(AppConfig):
    name = "frankpledge.review.requirements"
    label = "requirements"

    def ready(self) -> None:
        """What falls due is owed by the group."""
        from frankpledge.review.requirements.queries import owing  # noqa: F401

from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "frankpledge.review.risks"
    label = "risks"

    def ready(self) -> None:
        """Reviews, and answers to those who put risks to a body, are owed."""
        from frankpledge.review.risks.queries import owing  # noqa: F401

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "frankpledge.review.indicators"
    label = "indicators"

    def ready(self) -> None:
        """Figures are owed by those who answer for them; some are measured here."""
        from frankpledge.review.indicators import (
            evidence_measures,  # noqa: F401
            own_measures,  # noqa: F401
        )
        from frankpledge.review.indicators.queries import owing  # noqa: F401

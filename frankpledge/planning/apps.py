from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "frankpledge.planning"
    label = "planning"

    def ready(self) -> None:
        """Signatures and reviews can be owed; agreements go into packs; evidence leads here."""
        from frankpledge.evidence.assessments.uses import rests_on_assessments
        from frankpledge.planning import decided, papers  # noqa: F401
        from frankpledge.planning.queries import cycle, owing  # noqa: F401

        rests_on_assessments(cycle.priorities_resting_on_assessment)

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "frankpledge.evidence.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Assessments are bound into packs, come about by decisions, are owed, use findings."""
        from frankpledge.evidence.assessments import binding  # noqa: F401
        from frankpledge.evidence.assessments.queries import owing, using  # noqa: F401

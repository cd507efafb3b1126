from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "frankpledge.planning"
    label = "planning"

    def ready(self) -> None:
        """Signatures and reviews can be owed; the agreement can be bound into a pack."""
        from frankpledge.planning import decided, papers, queries  # noqa: F401

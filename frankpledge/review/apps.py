from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "frankpledge.review"
    label = "review"

    def ready(self) -> None:
        """Updates can be owed and warned about; they can be bound into a pack."""
        from frankpledge.review import papers, wordform  # noqa: F401
        from frankpledge.review.queries import telling  # noqa: F401

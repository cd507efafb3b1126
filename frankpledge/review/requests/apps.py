from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "frankpledge.review.requests"
    label = "requests"

    def ready(self) -> None:
        """Answers are owed by those to whom a request was given."""
        from frankpledge.review.requests.queries import owing  # noqa: F401

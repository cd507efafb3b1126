from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "frankpledge.publication"
    label = "publication"

    def ready(self) -> None:
        """A person's own calendar ends with their last post."""
        from frankpledge.publication import leaving  # noqa: F401

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "frankpledge.actions"
    label = "actions"

    def ready(self) -> None:
        """Actions are owed by those who own them."""
        from frankpledge.actions.queries import owing  # noqa: F401

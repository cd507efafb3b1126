from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "frankpledge.partnership"
    label = "partnership"

    def ready(self) -> None:
        """What posts gave ends by itself, when their last day is over."""
        from frankpledge.partnership.invitations import leaving  # noqa: F401
        from frankpledge.partnership.posts import jobs  # noqa: F401

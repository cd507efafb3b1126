from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "frankpledge.partnership"
    label = "partnership"

    def ready(self) -> None:
        """What posts gave ends by itself; single sign-on may bring somebody who is invited."""
        from frankpledge.partnership.invitations import leaving, welcome  # noqa: F401
        from frankpledge.partnership.posts import jobs  # noqa: F401

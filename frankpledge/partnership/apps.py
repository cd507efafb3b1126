from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "frankpledge.partnership"
    label = "partnership"

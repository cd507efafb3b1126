from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "frankpledge.meetings"
    label = "meetings"

"""Addresses of answers in Word: below each thing that can be answered so.

Below, because a signed link opens its thing's address and what lies under it.
"""

from django.urls import URLPattern, path

from frankpledge.answering.returns import views
from frankpledge.answering.returns.kinds import WordKind, kinds

app_name = "word"


def _of(kind: WordKind) -> list[URLPattern]:
    here, key = f"{kind.route}word/", kind.key
    one = f"{here}<int:pk>/"
    told = {"kind": key}
    return [
        path(here, views.page, told, name=f"{key}-page"),
        path(f"{here}form.docx", views.form_file, told, name=f"{key}-form"),
        path(one, views.came_back, told, name=f"{key}-return"),
        path(f"{one}aside/", views.aside, told, name=f"{key}-aside"),
        path(f"{one}original/", views.original, told, name=f"{key}-original"),
    ]


urlpatterns = [
    path("answer/word/", views.anywhere, name="anywhere"),
    *(pattern for kind in kinds() for pattern in _of(kind)),
]

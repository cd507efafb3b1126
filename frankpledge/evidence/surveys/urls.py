"""Addresses of surveys: /evidence/surveys/…"""

app_name = "surveys"
urlpatterns: list[object] = []

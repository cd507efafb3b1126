"""Addresses of registers of actions, of actions and of what is imported into them."""

from django.urls import path

from frankpledge.actions.views import action, imports, register

app_name = "actions"
REGISTER = "<slug:body>/"
ACTION = f"{REGISTER}<int:number>/"
urlpatterns = [
    path("", register.index, name="index"),
    path(REGISTER, register.register, name="register"),
    path(f"{REGISTER}actions.csv", register.register_csv, name="register-csv"),
    path(f"{REGISTER}add/", register.add, name="add"),
    path(f"{REGISTER}look/", register.look, name="look"),
    path(f"{REGISTER}import/", imports.upload, name="import"),
    path(f"{REGISTER}import/<int:pk>/", imports.file, name="import-file"),
    path(f"{REGISTER}import/<int:pk>/throw-away/", imports.throw_away, name="throw-away"),
    path(ACTION, action.action, name="action"),
    path(f"{ACTION}report/", action.make_report, name="report"),
    path(f"{ACTION}change/", action.change_it, name="change"),
    path(f"{ACTION}reopen/", action.reopen_it, name="reopen"),
    path(f"{ACTION}evidence/<int:report>/", action.evidence, name="evidence"),
]

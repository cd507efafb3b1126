"""Addresses of registers of risks, of risks, and of what is imported into registers."""

from django.urls import path

from frankpledge.review.risks.views import escalation, forms_of_risk, imports, register, risk

app_name = "risks"
REGISTER = "<slug:body>/"
RISK = f"{REGISTER}<int:number>/"
ASKING = f"{RISK}escalations/<int:pk>/"
urlpatterns = [
    path("", register.index, name="index"),
    path("causes/<int:pk>/", register.cause, name="cause"),
    path(REGISTER, register.register, name="register"),
    path(f"{REGISTER}risks.csv", register.register_csv, name="register-csv"),
    path(f"{REGISTER}risks.xlsx", register.register_xlsx, name="register-xlsx"),
    path(f"{REGISTER}raise/", forms_of_risk.raise_one, name="raise"),
    path(f"{REGISTER}import/", imports.upload, name="import"),
    path(f"{REGISTER}import/<int:pk>/", imports.file, name="import-file"),
    path(f"{REGISTER}import/<int:pk>/throw-away/", imports.throw_away, name="throw-away"),
    path(RISK, risk.risk, name="risk"),
    path(f"{RISK}change/", forms_of_risk.change_it, name="change"),
    path(f"{RISK}marking/", forms_of_risk.mark_it, name="mark"),
    path(f"{RISK}score/", forms_of_risk.score_it, name="score"),
    path(f"{RISK}review/", forms_of_risk.review_it, name="review"),
    path(f"{RISK}close/", forms_of_risk.close_it, name="close"),
    path(f"{RISK}reopen/", forms_of_risk.reopen_it, name="reopen"),
    path(f"{RISK}control/", forms_of_risk.control, name="control"),
    path(f"{RISK}control/<int:pk>/end/", forms_of_risk.end_it, name="end-control"),
    path(f"{RISK}action/", escalation.ask_action, name="ask-action"),
    path(f"{RISK}escalate/", escalation.put, name="escalate"),
    path(f"{ASKING}answer/", escalation.answer, name="answer"),
    path(f"{ASKING}withdraw/", escalation.withdraw, name="withdraw"),
]

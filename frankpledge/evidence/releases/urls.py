"""Addresses of releases: /evidence/releases/…"""

from django.urls import path

from frankpledge.evidence.releases.views import drafts, loads, mappings, releases

app_name = "releases"
urlpatterns = [
    path("", releases.index, name="index"),
    path("load/", loads.upload, name="upload"),
    path("load/<int:pk>/", loads.load, name="load"),
    path("load/<int:pk>/again/", loads.again, name="again"),
    path("mappings/", mappings.index, name="mappings"),
    path("mappings/new/", mappings.start, name="new-mapping"),
    path("mappings/<slug:slug>/", mappings.mapping, name="mapping"),
    path("mappings/<slug:slug>/sample/", mappings.sample, name="sample"),
    path("mappings/<slug:slug>/draft/", drafts.draft, name="draft"),
    path("mappings/<slug:slug>/draft/about/", drafts.about, name="draft-about"),
    path("mappings/<slug:slug>/draft/place/", drafts.place, name="draft-place"),
    path("mappings/<slug:slug>/draft/when/", drafts.when, name="draft-when"),
    path("mappings/<slug:slug>/draft/check/", drafts.check, name="draft-check"),
    path("mappings/<slug:slug>/draft/throw-away/", drafts.throw_away, name="throw-away"),
    path("mappings/<slug:slug>/draft/<int:number>/", drafts.column, name="draft-column"),
    path("<slug:key>/", releases.release, name="release"),
    path("<slug:key>/rejected.csv", releases.rejected, name="rejected"),
]

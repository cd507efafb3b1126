import sys, runpy
from collections import Counter, defaultdict
from django.db import transaction, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.support.routes_table import *
from tests.support.pages import faults, is_page, inspect
from frankpledge.accounts.models import Account
G = runpy.run_path("/tmp/gen.py")
def line(stage, l):
    route, methods, address = l
    for m in methods.split():
        yield Line(0, stage, route, {"G":"GET","P":"POST"}[m], address, ())
def clients():
    out = {}
    for r in ROLES:
        c = Client(raise_request_exception=False)
        if r != "public":
            a = Account.objects.filter(username=r).first()
            if a: c.force_login(a)
        out[r] = c
    return out
def test_gen(demo, monkeypatch):
    monkeypatch.setattr("frankpledge.meetings.views.papers.pack_pdf", lambda c: b"%PDF")
    monkeypatch.setattr("frankpledge.meetings.views.papers.pack_docx", lambda c: b"PK")
    out = []
    cs = clients()
    probs = defaultdict(set); queries = {}
    def run(stage, lines, cs):
        out.append(f"\n[{stage}]\n")
        for l in lines:
            if isinstance(l, str): out.append(l); continue
            for x in line(stage, l):
                got = []
                for r in ROLES:
                    sid = transaction.savepoint()
                    with CaptureQueriesContext(connection) as q:
                        resp = x.ask(cs[r])
                    if x.method == "POST":
                        transaction.savepoint_rollback(sid)
                    else: transaction.savepoint_commit(sid)
                    got.append(answer(resp))
                    if is_page(resp):
                        queries[(stage,x.method, x.address, r)] = len(q)
                        try: inspect(resp)
                        except AssertionError as e:
                            probs[str(e)].add((stage, x.address, r))
                    if resp.status_code >= 500: probs["500"].add((stage, x.address, r))
                    if hasattr(resp, "close"): resp.close()
                out.append(f"{x.route:29}{x.method:5}{x.address:85} " + " ".join(f"{g:5}" for g in got))
    def run2(stage, lines):
        nonlocal cs
        cs = clients()
        run(stage, lines, cs)
    run2("as loaded", G["stage0"])
    cs = clients()
    cs["secretary"].post("/meetings/county-board/2018-10-11/circulate/")
    run2("circulated", G["later"])
    cs = clients()
    cs["secretary"].post("/meetings/county-board/2018-10-11/publish/")
    run2("published", G["later"])
    __import__("pathlib").Path("/tmp/routes.txt").write_text("\n".join(out))
    for k, v in probs.items(): print(k); print(len(v), sorted(v)[:4])
    for k, v in sorted(queries.items(), key=lambda kv: -kv[1])[:40]: print(v, *k)

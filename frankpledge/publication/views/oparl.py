"""The public record as OParl objects, for programs. Nobody's sign-in makes any difference here."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import conditional_page, require_safe

from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.publication.oparl.lists import Unreadable, list_page, one_object, wanted
from frankpledge.publication.oparl.objects import system
from frankpledge.publication.oparl.shape import SCHEMA, Address, Data


def _answer(data: Data, status: int = 200) -> JsonResponse:
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    # The standard asks for it: programs in other sites' pages may read what is public.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _wrong(status: int, message: str) -> JsonResponse:
    return _answer({"type": f"{SCHEMA}Error", "message": message}, status)


def _address(request: HttpRequest) -> Address:
    def whole(path: str) -> str:
        return request.build_absolute_uri(path)

    return whole


@require_safe
@conditional_page
def start(request: HttpRequest) -> JsonResponse:
    """The System: where a program begins."""
    return _answer(system(_address(request)))


@require_safe
@conditional_page
def one(request: HttpRequest, kind: str, key: str) -> JsonResponse:
    """One object by its address."""
    try:
        return _answer(one_object(kind, key, _address(request)))
    except LookupError as error:
        return _wrong(404, str(error))


@require_safe
@conditional_page
def bodies(request: HttpRequest) -> JsonResponse:
    """Every area."""
    return _list(request, "body", None)


@require_safe
@conditional_page
def listed(request: HttpRequest, area: int, kind: str) -> JsonResponse:
    """A list of an area's objects."""
    found = Area.objects.filter(pk=area).first()
    if found is None:
        return _wrong(404, "There is no such body.")
    return _list(request, kind, found)


@require_safe
@conditional_page
def meetings_of(request: HttpRequest, key: int) -> JsonResponse:
    """The meetings of one organization."""
    body = Body.objects.select_related("area").filter(pk=key).first()
    if body is None:
        return _wrong(404, "There is no such organization.")
    return _list(request, "meeting", body.area, body=body)


def _list(request: HttpRequest, kind: str, area: Area | None, **narrowed: object) -> JsonResponse:
    here = request.build_absolute_uri(request.path)
    try:
        asked = wanted(request.GET)
        return _answer(list_page(kind, area, asked, here, _address(request), **narrowed))
    except Unreadable as error:
        return _wrong(400, str(error))
    except LookupError as error:
        return _wrong(404, str(error))

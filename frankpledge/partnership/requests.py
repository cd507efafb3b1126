"""A request whose viewer has been worked out, and fetching that checks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.register import body_named


class Looking(HttpRequest):
    """What every view is given: the middleware has put the viewer on it."""

    viewer: Viewer


View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """A view for people who have signed in; others go to the sign-in page and come back."""

    @wraps(view)
    def inside(request: Looking, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.viewer.is_public:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return inside


def access_body(slug: str) -> Body:
    """The body of that slug: the register is public. Raises Http404."""
    try:
        return body_named(slug)
    except LookupError as error:
        raise Http404(str(error)) from error

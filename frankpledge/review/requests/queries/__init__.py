"""Requests to a board, as others read them."""

from frankpledge.review.requests.queries.lines import RequestLine
from frankpledge.review.requests.queries.lists import (
    RequestCounts,
    open_requests,
    request_counts,
    request_list,
)

__all__ = ["RequestCounts", "RequestLine", "open_requests", "request_counts", "request_list"]

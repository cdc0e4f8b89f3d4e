"""The page for Prometheus."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST

from madoguchi.desk.operations import metrics


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The figures, to who knows the token; the address does not exist for anybody else."""
    token = settings.CONFIG.metrics_token
    given = request.headers.get("Authorization", "")
    if not token or not constant_time_compare(given, f"Bearer {token}"):
        raise Http404
    return HttpResponse(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)

"""Files that a desk hands out."""

from django.http import HttpResponse


def bpmn_file(source: str | bytes, name: str) -> HttpResponse:
    answer = HttpResponse(source, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.bpmn"'
    return answer

"""How much was used again, counted from what happened."""

from datetime import datetime

from django.db.models import Count, F, Func, IntegerField, Q, Sum

from motcua.directory.types import Actor
from motcua.dossiers.models import Paper, Turn, TurnKind
from motcua.dossiers.queries.visible import visible_dossiers
from motcua.dossiers.types import PaperSource, ReuseFigures
from motcua.kit.scope import acting


def reuse_figures(*, actor: Actor, since: datetime, until: datetime) -> ReuseFigures:
    """Of the dossiers submitted in [since, until) that this actor may see. Two statements."""
    with acting(actor.scope):
        seen = visible_dossiers(actor).filter(submitted_at__gte=since, submitted_at__lt=until)
        counted = Paper.objects.filter(dossier__in=seen, superseded_at=None).aggregate(
            handed_in=Count("id"),
            reused=Count("id", filter=Q(source=PaperSource.ARCHIVE)),
            by_data=Count("id", filter=Q(source=PaperSource.DATA)),
        )
        asked = Turn.objects.filter(
            dossier_id__in=seen.values("id"), kind=TurnKind.SUPPLEMENT_REQUESTED
        ).aggregate(
            again=Sum(
                Func(
                    F("facts__asked_again"),
                    function="jsonb_array_length",
                    output_field=IntegerField(),
                )
            )
        )
    return ReuseFigures(**counted, asked_again=asked["again"] or 0)

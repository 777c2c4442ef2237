"""The form builder as a browser without scripts sees it."""

import re
from html import unescape

from motcua.catalogue.models import VersionDraft
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.form_drafting import BUILD

PLACE = "quan-tri/thu-tuc/"
EDITOR_BOX = re.compile(r'<(input|textarea|select)[^>]*\bname="([^"]+)"[^>]*>')


def prepared(author, code=BUILD):
    assert author.send(f"{PLACE}{code}/soan/").status == 200
    return f"{PLACE}ban-soan/{stored().id}/mau/"


def stored():
    with acting(SYSTEM):
        return VersionDraft.objects.latest("begun_at")


def ui():
    return stored().content["form"]["ui"]


def item(field):
    return next(one for page in ui()["pages"] for one in page["items"] if one["field"] == field)


def typed_in(page):
    """What the boxes of an editor hold, as a browser would send it back."""
    main = page.html[page.html.index('<form method="post" novalidate') :]
    found = {}
    for box in EDITOR_BOX.finditer(main[: main.index("</form>")]):
        tag, name = box.group(0), box.group(2)
        kind = re.search(r'type="(\w+)"', tag)
        if box.group(1) == "select":
            options = main[box.end() : main.index("</select>", box.end())]
            chosen = re.search(r'value="([^"]*)" selected', options)
            found[name] = chosen.group(1) if chosen else ""
        elif kind and kind.group(1) in {"radio", "checkbox"}:
            if " checked" in tag:
                found[name] = re.search(r'value="([^"]*)"', tag).group(1)
        elif name != "csrfmiddlewaretoken":
            held = re.search(r'value="([^"]*)"', tag)
            found[name] = held.group(1) if held else ""
    return {name: unescape(value) for name, value in found.items()}


def frame_of(page):
    """All that the citizen's page would send."""
    found = {}
    for tag in re.findall(r"<(?:input|textarea)[^>]*>", page.html):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and (not re.search(r'type="(radio|checkbox)"', tag) or " checked" in tag):
            found[name.group(1)] = value.group(1) if value else ""
    for select in re.findall(r"(?s)<select.*?</select>", page.html):
        chosen = re.search(r'value="([^"]*)" selected', select)
        found[re.search(r'name="([^"]+)"', select).group(1)] = chosen.group(1) if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def opened(author, code):
    """The address of a fresh draft."""
    return prepared(author, code).removesuffix("mau/")


def plain():
    return stored().content["procedure"]


def several(page):
    """As `typed_in`, with every box that is ticked."""
    typed = typed_in(page)
    for name in ("papers", "fees", "cases", "replaceable_by"):
        ticked = re.findall(rf'name="{name}"[^>]*value="([^"]*)"[^>]*checked', page.html)
        if ticked:
            typed[name] = ticked
    return typed

"""Answers that an administrator wrote beside each form as an example; here, what the citizen types."""

from functools import lru_cache

import yaml

from motcua.config.env import REPOSITORY

PROCEDURES = REPOSITORY / "src" / "motcua" / "catalogue" / "data" / "procedures"

BIRTH = "1.001193"
MARITAL_STATUS = "1.004873"
HOUSEHOLD_BUSINESS = "1.001612"
LAND = "1.012783"
BUILDING_PERMIT = "1.013225"
CERTIFIED_COPY = "2.000815"


def sample(code, *, nth=0, **changes):
    """The answers of the nth example of the newest version, some of them changed (a__b for a.b)."""
    answers = flat(_form(code)["ui"]["sample_people"][nth]["answers"])
    return answers | {name.replace("__", "."): value for name, value in changes.items()}


@lru_cache
def _form(code):
    newest = max((PROCEDURES / code).iterdir())
    return yaml.safe_load((newest / "form.yaml").read_text(encoding="utf-8"))


def flat(answers, prefix=""):
    """`{"con": {"ho_ten": …}}` → `{"con.ho_ten": …}`; rows of tables count from nought."""
    told = {}
    for name, value in answers.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict):
            told |= flat(value, f"{path}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for index, row in enumerate(value):
                told |= flat(row, f"{path}.{index}.")
        else:
            told[path] = value
    return told

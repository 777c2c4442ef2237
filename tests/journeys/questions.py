"""Answering the questions on a page the way a person does: what is visible, from top to bottom."""

import re

VISIBLE_NAMES = """
() => [...new Set([...document.querySelectorAll('main form [name]')]
  .filter((box) => box.type !== 'hidden' && box.checkVisibility({visibilityProperty: true}))
  .map((box) => box.name))]
"""
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
NEW_QUESTIONS = 12  # rounds; an answer may call up further questions


def answer(page, answers):
    """Returns the names that were answered."""
    answered = set()
    for _ in range(NEW_QUESTIONS):
        shown = [name for name in _visible(page) if name not in answered]
        todo = [(name, value) for name in shown if (value := _wanted(name, answers)) is not None]
        if not todo:
            break
        for name, value in todo:
            put(page, name, value)
            answered.add(name)
    return answered


def put(page, name, value):
    boxes = page.locator(f'main form [name="{name}"]')
    kind = boxes.first.get_attribute("type")
    if boxes.first.evaluate("box => box.tagName") == "SELECT":
        boxes.select_option(str(value))
    elif kind in {"radio", "checkbox"}:
        for one in value if isinstance(value, list) else [value]:
            page.locator(f'main form [name="{name}"][value="{one}"]').check()
    else:
        boxes.fill(str(value))


def _visible(page):
    return page.evaluate(VISIBLE_NAMES)


def _wanted(name, answers):
    """Yes and no, dates in three boxes, plain values."""
    if name in answers:
        value = answers[name]
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    path, _, box = name.rpartition(".")
    date = ISO_DATE.fullmatch(str(answers.get(path, "")))
    if date and box in {"year", "month", "day"}:
        return int(date[("year", "month", "day").index(box) + 1])
    return None

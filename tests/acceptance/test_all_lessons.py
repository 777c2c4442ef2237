"""The 24 lessons by name: this list is the table of contents, and each has its test in this folder."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LESSONS = {
    1: "F5, double click and a lost answer never make a second dossier or receipt number.",
    2: "Four supplement rounds move the due date by exactly the paused working days.",
    3: "A rule of «no answer in n days» does not fire after one minute.",
    4: "Changing the step or the assignee keeps earlier pauses.",
    5: "Adding a holiday today moves running dossiers and says so; deleting it moves them back.",
    6: "The source of holidays is curated; a regional feast does not become a day off.",
    7: "A dossier through two agencies counts once in the province, once in each agency's work.",
    8: "Processing time leaves out the time of waiting for the citizen, and says both.",
    9: "Who clicks the link of the procedure again gets the existing draft.",
    10: "An expired session on a phone is said at once, and nothing typed is lost.",
    11: "A form is not edited once it is registered; a failed registration can be tried again.",
    12: "A rule of step 3 can never block step 1.",
    13: "With a new version of a procedure no right, link or report breaks.",
    14: "The next version is prepared while the present one stays live.",
    15: "A dossier with 435 documents opens quickly.",
    16: "An export runs in the background in bounded memory.",
    17: "No figure misses a transition because it is written later.",
    18: "A head takes dossiers from one officer and gives them to another in one act, logged.",
    19: "A queue is searched inside, and holds no dossier twice.",
    20: "Every error says what went wrong and in which field, and works with a screen reader.",
    21: "An act on a screen sends the same notices as the act itself.",
    22: "A year-old running process is as fast as a new one.",
    23: "The receiver stored it exactly when the sender can hold a receipt, under a crash at any point.",
    24: "Files over the limit and compressed bombs are refused with a clear answer.",
}


def written():
    for path in sorted(HERE.glob("test_peers_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node


@pytest.mark.parametrize("number", LESSONS)
def test_the_lesson_has_its_test(number):
    assert [test.name for test in written() if test.name.startswith(f"test_{number:02d}_")]


def test_no_test_is_skipped_or_empty():
    for test in written():
        marks = " ".join(ast.unparse(one) for one in test.decorator_list)
        assert "skip" not in marks, test.name
        assert any(isinstance(node, ast.Assert) for node in ast.walk(test)), test.name

"""Processes as they occur in practice, and ways to bend their XML."""

from itertools import combinations

from motcua.engines.flow.api import END, Alongside, Row, load, write_bpmn

DESK = {"role": "reception", "unit": "service_centre"}
OFFICER = {"role": "case_officer", "unit": "construction"}
LEADER = {"role": "leader", "unit": "leadership"}
CLERK = {"role": "registry_clerk", "unit": "registry"}


def step(key, seat=OFFICER, **more):
    return Row(key=key, name_vi=f"Bước {key}", name_en=f"Step {key}", **{**seat, **more})


SIGNED = [
    step("ky", LEADER, kind="sign", hours=4, outcomes={"done": None, "return": "tham_dinh"}),
    step("vao_so", CLERK, kind="number", hours=2),
    step("tra", DESK, kind="return", counted=False),
]
MARITAL = [
    step("tham_dinh", hours=16, outcomes={"done": None, "refuse": END}),
    step("du_thao", kind="draft", hours=2),
    *SIGNED,
]
LAND = [
    step("tham_dinh", hours=16),
    step("cho_thue", kind="wait_payment", hours=80, counted=False),
    *SIGNED,
]
BUILDING = [
    step("tham_dinh", hours=40, outcomes={"done": None, "direct": "tong_hop"}),
    Alongside(
        "lay_y_kien",
        (
            (step("y_kien_pccc", kind="consult", hours=24),),
            (step("y_kien_quy_hoach", kind="consult", hours=16), step("ky_y_kien", hours=4)),
            (
                step(
                    "y_kien_tai_chinh",
                    kind="consult",
                    hours=8,
                    outcomes={"agree": None, "object": None},
                ),
            ),
        ),
    ),
    step("tong_hop", hours=8, outcomes={"done": None, "again": "lay_y_kien"}),
    *SIGNED,
]
ALL = {"marital": MARITAL, "land": LAND, "building": BUILDING}


def written(rows):
    return write_bpmn("Quy trình thử", rows)


def apart(boxes):
    for one, other in combinations(boxes.values(), 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def diagram(rows):
    return load(written(rows))


def bpmn(body, prefix=""):
    """A process by hand; `body` in the BPMN namespace."""
    return (
        f'{prefix}<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:motcua="https://motcua.vn/bpmn" id="d" targetNamespace="t">'
        f'<process id="p" name="Tay" isExecutable="true">{body}</process></definitions>'
    ).encode()


def task(key, **attributes):
    values = {"role": "case_officer", "unit": "economy"} | attributes
    plain = " ".join(f'{name}="{value}"' for name, value in values.items())
    return (
        f'<userTask id="{key}" name="Bước"><extensionElements><motcua:step {plain}/>'
        "</extensionElements></userTask>"
    )


def arrows(*ends):
    return "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{source}" targetRef="{target}"/>'
        for n, (source, target) in enumerate(ends)
    )


SIMPLE = '<startEvent id="s"/>' + task("a") + '<endEvent id="e"/>' + arrows(("s", "a"), ("a", "e"))

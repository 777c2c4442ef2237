"""What is written around the steps of a drawing stays when the table changes the steps; what cannot stay is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from motcua.engines.flow import api as flow
from motcua.engines.flow.api import Place, Remark
from motcua.engines.flow.net import net_of
from motcua.engines.flow.placing import boxes_of
from tests.engines.flow.processes import remarked
from tests.engines.flow.test_table import line, tables

WORDS = {"return": "Trả lại"}
TABLE = (line("a", "Nhận"), line("b", "Thẩm định"), line("c", "Trả", returns_to="b"))
EVERY = {
    Remark("pool", "Xã"),
    Remark("lane", "Một cửa"),
    Remark("lane", "Thuế"),
    Remark("note", "Gọi điện trước"),
    Remark("note", "Theo QĐ 12"),
    Remark("told", "Xem sổ hộ tịch"),
}


def drawn(table=TABLE, note="b"):
    xml = remarked(flow.write_table("Quy trình", table, outcome_names=WORDS), note)
    return flow.read_drawn(xml).source


def rewritten(table, before):
    return flow.rewrite_table("Quy trình", table, before, outcome_names=WORDS)


def english(table):
    return tuple(replace(one, name_en=one.name_en or one.name_vi) for one in table)


def shapes(xml):
    return boxes_of(etree.fromstring(xml))


def inside(outer, box):
    return (
        outer.x <= box.x
        and box.x + box.width <= outer.x + outer.width
        and outer.y <= box.y
        and box.y + box.height <= outer.y + outer.height
    )


@settings(max_examples=60, deadline=None)
@given(tables(), st.data())
def test_whatever_step_comes_everything_around_the_others_stays(rows, data):
    note = data.draw(st.sampled_from(rows)).key
    at = data.draw(st.sampled_from([n for n, one in enumerate(rows) if one.place is Place.AFTER]))
    before = drawn(rows, note)
    more = english([*rows[:at], line("moi", " ".join(["Việc mới"] * 20)), *rows[at:]])
    after = rewritten(more, before)

    assert flow.lost_remarks(before, after) == ()
    assert flow.read_table(after) == more
    assert flow.load(after).steps
    nodes = set(net_of(etree.fromstring(after)).kinds)
    refs = [one.text for one in etree.fromstring(after).iter("{*}flowNodeRef")]
    assert sorted(refs) == sorted(nodes)
    assert all(inside(shapes(after)["P"], shapes(after)[key]) for key in (*nodes, "L1", "L2"))
    assert shapes(after)["L1"].x - shapes(after)["P"].x >= 30  # the name of the pool
    assert flow.lost_remarks(after, flow.read_drawn(after).source) == ()


def test_a_remark_goes_with_its_step():
    before = drawn()
    after = rewritten([TABLE[0], line("moi", "Việc mới"), *TABLE[1:]], before)
    was, now = shapes(before), shapes(after)

    assert now["b"].x - was["b"].x == now["N1"].x - was["N1"].x > 0
    assert now["N2"] == was["N2"]
    assert now["L1"].width == now["L2"].width > was["L1"].width
    assert b'bpmnElement="C"' in after


def test_names_written_on_gateways_and_arrows_stay():
    before = drawn().replace("Trả lại".encode(), "chưa đạt".encode())
    before = before.replace(b'id="c_choice"', 'id="c_choice" name="Đạt?"'.encode(), 1)
    after = rewritten([TABLE[0], line("moi", "Việc mới"), *TABLE[1:]], before)

    assert 'name="chưa đạt"'.encode() in after
    assert 'name="Đạt?"'.encode() in after


def test_what_was_tied_to_a_step_that_goes_is_named():
    before = drawn()
    after = rewritten([TABLE[0], replace(TABLE[2], returns_to="a")], before)

    lost = flow.lost_remarks(before, after)
    assert set(lost) == {Remark("note", "Gọi điện trước"), Remark("told", "Xem sổ hộ tịch")}
    assert {one.at for one in lost} == {"Thẩm định"}
    assert b"N1" not in after
    assert b"Xem s" not in after


def test_a_step_that_is_moved_takes_its_remark_along():
    before = drawn()
    after = rewritten([TABLE[1], TABLE[0], TABLE[2]], before)

    was, now = shapes(before), shapes(after)
    assert flow.lost_remarks(before, after) == ()
    assert (now["b"].x, now["b"].y) != (was["b"].x, was["b"].y)
    assert now["N1"].x - was["N1"].x == now["b"].x - was["b"].x


def test_a_table_of_other_steps_loses_all_and_says_so():
    before = drawn()
    assert set(flow.lost_remarks(before, rewritten([line("x"), line("y")], before))) == EVERY


@pytest.mark.parametrize("taken", ["flow_1", "moi"])
def test_ids_that_the_table_gives_do_not_meet_those_around(taken):
    before = drawn().replace(b'"flow_1"', b'"ab"').replace(b'"N1"', b'"%s"' % taken.encode())
    after = rewritten([TABLE[0], line("moi", "Việc mới"), *TABLE[1:]], before)

    ids = [one.get("id") for one in etree.fromstring(after).iter(etree.Element) if one.get("id")]
    assert len(ids) == len(set(ids))
    assert flow.lost_remarks(before, after) == ()

"""From the counter's pile to the unit's signature, on the screens; the day of the counter."""

import re

from motcua.directory.types import Role
from tests.dossiers import factories


def make_list(office, ids):
    page = office.counter.page("ban-giao/")
    unit = re.search(r'name="unit" value="([^"]+)"', page.html).group(1)
    made = office.counter.send("ban-giao/lap/", unit=unit, picked=[str(one) for one in ids])
    assert "Đã lập danh sách" in made.text
    return made.response.redirect_chain[-1][0].removeprefix("/can-bo/")


def test_from_the_counter_to_the_unit(office):
    ids = [factories.brought(office) for _ in range(2)]
    codes = [factories.stored(one).code for one in ids]
    address = make_list(office, ids)
    assert "Không còn giấy tờ nào ở quầy" in office.counter.page("ban-giao/").text
    assert "Chờ bạn ký nhận" in office.specialist.page("ban-giao/").text
    seen = office.specialist.page(address)
    assert all(code in seen.text for code in codes)

    signed = office.specialist.send(f"{address}nhan/", picked=[str(ids[0])])

    assert "Đã ký nhận" in signed.text
    assert "1 hồ sơ không nhận được" in signed.text
    back = office.counter.page("ban-giao/").text
    assert codes[1] in back
    assert codes[0] not in back.split("Các danh sách bàn giao", maxsplit=1)[0]


def test_the_list_opens_as_pdf(office):
    address = make_list(office, [factories.brought(office)])

    answer = office.counter.get(f"/can-bo/{address}in/")

    assert answer.content.startswith(b"%PDF")


def test_nothing_ticked_and_nonsense_are_told(office):
    factories.brought(office)

    assert "Chưa chọn hồ sơ nào" in office.counter.send("ban-giao/lap/", unit="x").text
    assert office.specialist.send("ban-giao/lap/").status == 403
    assert office.official(Role.SUPERVISOR).page("ban-giao/").status == 403


def test_another_unit_finds_no_list(office):
    address = make_list(office, [factories.brought(office)])

    assert office.clerk.page(address).status == 404
    assert office.clerk.send(f"{address}nhan/").status == 404


def test_the_day_of_the_counter(office):
    factories.brought(office)

    page = office.counter.page("ca-truc/")
    assert "Tại quầy: 1" in page.text.replace("Nộp tại quầy: 1", "Tại quầy: 1")
    assert "Giấy tờ còn ở quầy, chờ bàn giao 1" in page.text
    assert office.counter.page("ca-truc/", day="31/31/2026").status == 422
    assert "01/02/2025" in office.counter.page("ca-truc/", day="1/2/2025").text
    assert office.specialist.page("ca-truc/").status == 403

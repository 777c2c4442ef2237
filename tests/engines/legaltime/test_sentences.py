"""The reasons, word for word: people read them, so a change of wording is a decision."""

from motcua.engines.legaltime.types import Calendar, Sentence, SpecialDay
from tests.engines.legaltime.days import SAME_DAY, assess, at, on, policy, spoken, to


def vi(*happened, **how):
    return [sentence.vi for sentence in assess(*happened, **how).sentences]


def test_the_plain_case_as_people_read_it():
    deadline = assess(("accepted", "2026-11-19 10:12"), clock_policy=policy(3))

    assert [s.vi for s in deadline.sentences] == [
        "Nhận lúc 10:12 thứ Năm 19/11; ngày nhận không tính.",
        "3 ngày làm việc: thứ Sáu 20/11, thứ Hai 23/11, thứ Ba 24/11 (21 và 22/11 là ngày nghỉ).",
        "Hẹn trả kết quả: trước 17:00 thứ Ba 24/11/2026.",
    ]
    assert [s.en for s in deadline.sentences] == [
        "Received at 10:12 on Thursday 19 November; the day of reception is not counted.",
        (
            "3 working days: Friday 20 November, Monday 23 November, Tuesday 24 November "
            "(21 and 22 November are days off)."
        ),
        "Result due: by 17:00 on Tuesday 24 November 2026.",
    ]


def test_after_hours():
    first = vi(("accepted", "2025-12-19 18:30"), clock_policy=policy(3))[0]

    assert first == (
        "Nhận lúc 18:30 thứ Sáu 19/12, ngoài giờ nhận trong ngày, nên tính như nhận lúc "
        "08:00 thứ Hai 22/12; ngày nhận không tính."
    )


def test_same_day():
    assert vi(("accepted", "2026-03-04 14:59"), clock_policy=SAME_DAY)[0] == (
        "Nhận lúc 14:59 thứ Tư 04/03; trước 15:00 nên trả trong ngày."
    )
    assert vi(("accepted", "2026-03-04 15:20"), clock_policy=SAME_DAY)[0] == (
        "Nhận lúc 15:20 thứ Tư 04/03; sau 15:00 nên trả trong ngày làm việc tiếp theo."
    )


def test_holidays_name_their_decision_and_makeup_days_theirs():
    calendar = Calendar(
        [SpecialDay(on("2026-04-30"), Sentence("Ngày Chiến thắng", "Victory Day"), "TB 01/TB")],
        [SpecialDay(on("2026-05-02"), Sentence("làm bù", "make-up"), "TB 02/TB")],
    )

    told = spoken(
        assess(("accepted", "2026-04-28 09:00"), clock_policy=policy(3), calendar=calendar)
    )

    assert "3 ngày làm việc: thứ Tư 29/04, thứ Sáu 01/05, thứ Bảy 02/05" in told
    assert "nghỉ theo quyết định: thứ Năm 30/04, Ngày Chiến thắng, theo TB 01/TB" in told
    assert "Ngày làm bù được tính: thứ Bảy 02/05, làm bù, theo TB 02/TB." in told


def test_supplement_reset():
    told = vi(
        ("accepted", "2026-03-02 09:00"),
        ("supplement_requested", "2026-03-05 10:00"),
        ("supplement_answered", "2026-03-10 09:00"),
        clock_policy=policy(7),
    )

    assert len(told) == 6
    assert told[1:4] == [
        "Đã tính 2 ngày làm việc: thứ Ba 03/03, thứ Tư 04/03.",
        "Tạm dừng từ 10:00 thứ Năm 05/03 đến 09:00 thứ Ba 10/03: chờ bổ sung giấy tờ.",
        "Tính lại từ đầu khi nhận đủ bổ sung lúc 09:00 thứ Ba 10/03; ngày nhận không tính.",
    ]


def test_supplement_resume():
    told = vi(
        ("accepted", "2026-03-02 09:00"),
        ("supplement_requested", "2026-03-05 10:00"),
        ("supplement_answered", "2026-03-10 09:00"),
        clock_policy=policy(4, supplement="RESUME"),
    )

    assert told[1:4] == [
        "2 ngày làm việc: thứ Ba 03/03, thứ Tư 04/03.",
        (
            "Tạm dừng từ 10:00 thứ Năm 05/03 đến 09:00 thứ Ba 10/03: chờ bổ sung giấy tờ; "
            "không tính 05–06/03, 09/03."
        ),
        "Tính tiếp 2 ngày làm việc: thứ Ba 10/03, thứ Tư 11/03 (07 và 08/03 là ngày nghỉ).",
    ]


def test_each_day_off_is_told_once():
    told = vi(
        ("accepted", "2026-02-26 09:00"),
        ("supplement_requested", "2026-03-03 10:00"),
        ("supplement_answered", "2026-03-05 09:00"),
        clock_policy=policy(5, supplement="RESUME"),
    )

    assert told[1].endswith("thứ Sáu 27/02, thứ Hai 02/03 (28/02–01/03 là ngày nghỉ).")
    assert told[3].endswith("thứ Sáu 06/03, thứ Hai 09/03 (07 và 08/03 là ngày nghỉ).")


def test_still_waiting():
    told = vi(
        ("accepted", "2026-03-02 09:00"),
        ("supplement_requested", "2026-03-05 10:00"),
        clock_policy=policy(7),
        now="2026-03-06 09:00",
    )

    assert told[-2:] == [
        "Tạm dừng từ 10:00 thứ Năm 05/03: chờ bổ sung giấy tờ. Ngày hẹn mới có khi xong việc này.",
        "Ngày hẹn trước khi dừng: trước 17:00 thứ Tư 11/03/2026.",
    ]


def test_two_appointments():
    told = vi(
        ("accepted", "2026-11-09 10:12"),
        ("obligation_required", "2026-11-11 10:00"),
        ("obligation_settled", "2026-11-30 15:00"),
        clock_policy=policy(
            appointments=[
                {"value": 3, "unit": "working_day"},
                {"value": 2, "unit": "working_day"},
            ]
        ),
    )

    assert told[1:5] == [
        "Đã tính 2 ngày làm việc: thứ Ba 10/11, thứ Tư 11/11.",
        (
            "Hẹn lần 1: trước 17:00 thứ Năm 12/11/2026; cơ quan đã chuyển thông tin nghĩa vụ "
            "tài chính lúc 10:00 thứ Tư 11/11."
        ),
        (
            "Hẹn lần 2 tính từ khi nhận chứng từ hoàn thành nghĩa vụ lúc 15:00 thứ Hai 30/11; "
            "ngày nhận không tính."
        ),
        "2 ngày làm việc: thứ Ba 01/12, thứ Tư 02/12.",
    ]


def test_extension_names_the_days_it_adds():
    told = vi(
        ("accepted", "2026-11-19 10:12"),
        ("extended", "2026-11-23 16:00", to("2026-11-26 17:00")),
        clock_policy=policy(3),
    )

    assert told[2] == (
        "Xin lỗi và hẹn lại lúc 16:00 thứ Hai 23/11: thêm 2 ngày làm việc: "
        "thứ Tư 25/11, thứ Năm 26/11."
    )


def test_what_had_no_effect_is_said():
    too_late = vi(
        ("accepted", "2026-11-19 10:12"),
        ("extended", "2026-11-24 08:00", to("2026-11-26 17:00")),
        ("supplement_requested", "2026-11-25 08:00"),
        clock_policy=policy(3),
    )

    assert too_late[2].startswith("Thư xin lỗi không gửi trước ngày hẹn ít nhất 01 ngày")
    assert too_late[3].startswith("Lúc 08:00 thứ Tư 25/11 mới chờ bổ sung giấy tờ, khi đã quá hạn")


def test_a_decreed_day_off():
    storm = SpecialDay(
        on("2026-11-24"), Sentence("nghỉ tránh bão", "storm"), "CĐ 12", at("2026-11-23 08:00")
    )

    told = spoken(
        assess(("accepted", "2026-11-19 10:12"), clock_policy=policy(3), calendar=Calendar([storm]))
    )

    assert (
        "Lịch làm việc thay đổi (thứ Ba 24/11, nghỉ tránh bão, theo CĐ 12): "
        "ngày hẹn dời từ thứ Ba 24/11 sang thứ Tư 25/11."
    ) in told


def test_a_long_count_is_grouped_but_complete():
    told = vi(("accepted", "2026-11-02 08:00"), clock_policy=policy(20))[1]

    assert told == (
        "20 ngày làm việc: từ thứ Ba 03/11 đến thứ Sáu 06/11, từ thứ Hai 09/11 đến thứ Sáu 13/11, "
        "từ thứ Hai 16/11 đến thứ Sáu 20/11, từ thứ Hai 23/11 đến thứ Sáu 27/11, thứ Hai 30/11 "
        "(07–08/11, 14–15/11, 21–22/11, 28–29/11 là ngày nghỉ)."
    )


def test_a_rolled_calendar_deadline():
    told = vi(("accepted", "2026-11-06 10:12"), clock_policy=policy(15, "day"))

    assert told[1:3] == [
        "15 ngày: từ thứ Bảy 07/11 đến thứ Bảy 21/11.",
        "Ngày cuối rơi vào ngày nghỉ (21 và 22/11 là ngày nghỉ) nên hạn lùi đến thứ Hai 23/11.",
    ]


def test_hours():
    told = vi(("accepted", "2026-11-19 15:30"), clock_policy=policy(4, "hour"))

    assert told[:2] == [
        "Nhận lúc 15:30 thứ Năm 19/11; tính theo giờ làm việc từ lúc đó.",
        "4 giờ làm việc: thứ Năm 19/11 (1 giờ 30 phút), thứ Sáu 20/11 (2 giờ 30 phút).",
    ]


def test_a_shorter_local_limit():
    clock_policy = policy(5, local_limit={"value": 3, "unit": "working_day"})

    assert vi(("accepted", "2026-11-19 10:12"), clock_policy=clock_policy)[1] == (
        "Thời hạn chung là 5 ngày làm việc; địa phương rút xuống còn 3 ngày làm việc."
    )

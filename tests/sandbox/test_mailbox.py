import smtplib

import pytest
import requests
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend


@pytest.fixture
def post(outside):
    def send(subject="Hồ sơ đã tiếp nhận", to="bay@tayninh.example"):
        backend = EmailBackend(host="127.0.0.1", port=outside.smtp_port, timeout=5)
        letter = mail.EmailMessage(subject, "Kính gửi ông/bà Nguyễn Thị Bảy", to=[to])
        return backend.send_messages([letter])

    return send


def test_a_letter_sent_over_smtp_can_be_read(outside, post):
    post()

    listed = requests.get(f"{outside.address}/mailbox/", timeout=5).text
    (letter, *_) = requests.get(
        f"{outside.address}/mailbox/?to=bay@tayninh.example&format=json", timeout=5
    ).json()
    read = requests.get(f"{outside.address}/mailbox/{letter['number']}/", timeout=5).text

    assert "Hồ sơ đã tiếp nhận" in listed
    assert letter["subject"] == "Hồ sơ đã tiếp nhận"
    assert "Kính gửi ông/bà Nguyễn Thị Bảy" in read


def test_a_letter_cannot_write_into_the_page(outside, post):
    post(subject="<script>alert(1)</script>", to="xau@tayninh.example")

    assert "<script>" not in requests.get(f"{outside.address}/mailbox/", timeout=5).text


def test_a_mailbox_that_is_down_asks_to_try_again(outside, post):
    outside.fails("mailbox", "down")

    with pytest.raises(smtplib.SMTPDataError) as refused:
        post()
    assert refused.value.smtp_code == 451


def test_there_is_no_letter_that_was_not_sent(outside):
    assert requests.get(f"{outside.address}/mailbox/99999/", timeout=5).status_code == 404

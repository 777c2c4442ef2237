import datetime as dt
import io
import subprocess

import pikepdf
import pytest

from motcua.engines.papers import api as papers
from motcua.engines.signing import api as signing
from motcua.engines.signing.fields import POINTS_PER_MM
from tests.engines.signing import world as w


def rectangles(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fields = opened.Root.AcroForm.Fields
        return {str(f.T): [float(value) for value in f.Rect] for f in fields if "/Rect" in f}


def test_the_form_is_complete_before_the_first_signature():
    boxes = rectangles(w.prepared())

    assert set(boxes) == {"LanhDao", "CoQuan", "So", "Ngay", "Thang", "Nam"}


def test_the_seal_covers_a_third_of_the_signature_on_its_left():
    boxes = rectangles(w.prepared())
    signature, seal = boxes["LanhDao"], boxes["CoQuan"]

    assert seal[2] - signature[0] == pytest.approx((signature[2] - signature[0]) / 3, abs=1)
    assert seal[0] < signature[0]
    assert seal[2] - seal[0] == pytest.approx(36 * POINTS_PER_MM, abs=1)


def test_an_issued_document_holds_in_all_five_layers(world, issued):
    verdict = world.judge(issued)

    assert verdict.ok, verdict
    leader, seal = verdict.signatures
    assert (leader.signer, leader.organisation) == ("Trần Văn Ổn", w.AGENCY)
    assert (leader.role, seal.role) == (signing.SignerRole.LEADER, signing.SignerRole.SEAL)
    assert [layer.name for layer in seal.layers] == list(signing.LAYERS)
    assert any("Không có gì thay đổi" in sentence.vi for sentence in verdict.sentences)


def test_it_still_holds_when_the_certificates_have_expired(world, issued):
    assert world.judge(issued, at=w.now() + dt.timedelta(days=5 * 365)).ok


def test_it_no_longer_holds_when_the_time_authority_has_expired(world, issued):
    verdict = world.judge(issued, at=w.now() + dt.timedelta(days=10 * 365))

    assert not verdict.ok
    assert failing_time(verdict)


def failing_time(verdict):
    return all("time" in layers for layers in w.failing(verdict).values())


def test_number_and_date_are_filled_after_the_leader_and_only_then(world, issued, led):
    assert signing.register_values(issued) == w.REGISTER
    assert signing.register_values(led) == {}


def test_the_printed_number_is_on_the_page(issued, tmp_path):
    file = tmp_path / "issued.pdf"
    file.write_bytes(issued)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)

    assert "125" in text.stdout.decode()


def test_nothing_is_filled_twice(world, issued):
    seal = world.signer(w.AGENCY)

    with pytest.raises(signing.SigningError):
        signing.seal(issued, seal, register=w.REGISTER, image=w.RED, backing=world.backing(seal))


def test_a_register_value_the_font_cannot_write_is_refused(world, led):
    seal = world.signer(w.AGENCY)

    with pytest.raises(signing.SigningError):
        signing.seal(
            led, seal, register={"number": "12Đ"}, image=w.RED, backing=world.backing(seal)
        )


def test_the_bytes_of_the_draft_are_kept(world, led):
    seal = world.signer(w.AGENCY)

    issued = signing.seal(led, seal, register=w.REGISTER, image=w.RED, backing=world.backing(seal))

    assert led.startswith(w.prepared())
    assert issued.startswith(led)


def test_signed_only_by_the_leader_is_not_issued(world, led):
    verdict = world.judge(led)

    assert not verdict.ok
    assert w.failing(verdict) == {}
    assert any("chưa được ban hành" in sentence.vi for sentence in verdict.sentences)


def test_a_draft_carries_no_signature(world):
    verdict = world.judge(w.prepared())

    assert not verdict.ok
    assert verdict.signatures == ()


def test_pdfsig_agrees(issued, tmp_path):
    file = tmp_path / "issued.pdf"
    file.write_bytes(issued)
    try:
        ran = subprocess.run(["pdfsig", "-nocert", file], check=False, capture_output=True)
    except FileNotFoundError:
        pytest.skip("pdfsig (poppler-utils) is not on this machine")

    assert ran.stdout.count(b"Signature is Valid") == 2


def test_qpdf_reading_finds_nothing_wrong(issued):
    with pikepdf.open(io.BytesIO(issued)) as pdf:
        assert pdf.check_pdf_syntax() == []


# ------------------------------------------------------------------ who may not sign


def test_a_revoked_certificate_does_not_sign(world):
    signer = world.signer("Người Bị Thu Hồi")
    world.authority.revoke(w.serial_of(signer))

    with pytest.raises(signing.CertificateError) as refused:
        world.led(signer)

    assert refused.value.fault is signing.CertificateFault.REVOKED


def test_an_expired_certificate_does_not_sign(world):
    begun = w.now() - dt.timedelta(days=30)
    signer = world.signer("Người Hết Hạn", days=10, begins=begun)

    with pytest.raises(signing.CertificateError) as refused:
        world.led(signer)

    assert refused.value.fault is signing.CertificateFault.EXPIRED


def test_a_certificate_of_tomorrow_does_not_sign(world):
    signer = world.signer("Người Ngày Mai", begins=w.now() + dt.timedelta(days=1))

    with pytest.raises(signing.CertificateError) as refused:
        world.led(signer)

    assert refused.value.fault is signing.CertificateFault.NOT_YET_VALID


def test_a_public_certificate_does_not_sign_for_an_agency(world):
    signer = world.signer("Người Dân", family="public")

    with pytest.raises(signing.CertificateError) as refused:
        world.led(signer, roots=(world.root,))

    assert refused.value.fault is signing.CertificateFault.UNTRUSTED


def test_without_proof_nobody_signs(world):
    signer = world.signer()
    backing = signing.Backing(world.stamper, signing.Proofs(), (world.root,), w.now())

    with pytest.raises(signing.CertificateError) as refused:
        signing.sign_leader(w.prepared(), signer, image=w.BLUE, backing=backing)

    assert refused.value.fault is signing.CertificateFault.NO_PROOF


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\x30\x03\x02\x01\x00"])
def test_without_a_time_stamp_nobody_signs(world, answer):
    signer = world.signer()
    backing = world.backing(signer)
    silent = signing.Backing(
        signing.Stamper(lambda request: answer), backing.proofs, backing.roots, backing.at
    )

    with pytest.raises(signing.TimeStampError):
        signing.sign_leader(w.prepared(), signer, image=w.BLUE, backing=silent)


def test_a_wrong_pin_opens_nothing():
    with pytest.raises(signing.WrongPinError):
        signing.Pkcs12Signer(b"not a key store", "0000")


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_rsa_and_elliptic_keys_sign_alike(world, kind):
    verdict = world.judge(world.issued(leader=world.signer(kind=kind)))

    assert verdict.ok


def test_places_come_from_the_paper():
    made = papers.render(w.TEMPLATE, {"agency": w.AGENCY, "place": "Truông Mít", "number": "1"})

    pdf = signing.prepare(made.pdf, made.boxes, font=papers.digit_font(), seal_diameter_mm=42)

    assert "So" not in rectangles(pdf)
    assert rectangles(pdf)["CoQuan"][3] - rectangles(pdf)["CoQuan"][1] == pytest.approx(
        42 * POINTS_PER_MM, abs=1
    )

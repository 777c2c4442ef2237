"""Nobody changes a byte of a signed document and is believed."""

import io
import random
import re

import pikepdf
import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import PdfSignatureMetadata, signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter

from motcua.engines.signing import api as signing
from motcua.engines.signing.pades import _Carrier
from tests.engines.signing import world as w

ROUNDS = 340


def gap_of_last_signature(pdf):
    ranges = [
        [int(number) for number in found.group(1).split()]
        for found in re.finditer(rb"/ByteRange\s*\[([^\]]+)\]", pdf)
    ]
    last = max(ranges, key=lambda one: one[2])
    return last[1], last[2]


def spots(pdf, chance):
    """Bits anywhere, bits of the last unsigned gap, and bits at its edges."""
    start, end = gap_of_last_signature(pdf)
    used = len(pdf[start:end].rstrip(b"0>"))
    for _ in range(ROUNDS // 2):
        yield chance.randrange(len(pdf) * 8)
    for _ in range(ROUNDS // 2 - 40):
        yield chance.randrange(start * 8, (start + used) * 8)
    for _ in range(40):
        yield chance.randrange((start + used) * 8, (end + 2) * 8)


def believed(verdict):
    """Whether every signature still holds, whatever else the verdict says."""
    return bool(verdict.signatures) and all(one.ok for one in verdict.signatures)


@pytest.mark.parametrize("state", ["issued", "led"])
def test_no_flipped_bit_is_believed(world, request, state):
    pdf = request.getfixturevalue(state)
    assert believed(world.judge(pdf))
    seed = random.randrange(2**32)  # noqa: S311
    accepted = []
    for spot in spots(pdf, random.Random(seed)):  # noqa: S311
        changed = bytearray(pdf)
        changed[spot // 8] ^= 1 << (spot % 8)
        if believed(world.judge(bytes(changed))):
            accepted.append(spot)

    assert accepted == [], f"seed {seed}"


def elements(der):
    """What stands in it, one after the other: the first byte of each, and its content."""
    while der:
        size = der[1] & 0x7F if der[1] & 0x80 else 0
        length = int.from_bytes(der[2 : 2 + size]) if size else der[1]
        yield der[0], der[2 + size : 2 + size + length]
        der = der[2 + size + length :]


def element(tag, content):
    length = len(content)
    size = (length.bit_length() + 7) // 8
    head = bytes([0x80 | size]) + length.to_bytes(size) if length > 0x7F else bytes([length])
    return bytes([tag]) + head + content


def grown(der, more):
    """The same, once for each structure in it, with `more` at the end of that structure."""
    parts = list(elements(der))
    for position, (tag, content) in enumerate(parts):
        if tag & 0x20:
            for larger in (*grown(content, more), content + more):
                written = [*parts[:position], (tag, larger), *parts[position + 1 :]]
                yield b"".join(element(*one) for one in written)


@pytest.mark.parametrize("more", [b"\x00\x00", element(4, b"?")], ids=["zeros", "text"])
@pytest.mark.parametrize("state", ["issued", "led"])
def test_no_structure_of_the_signature_may_hold_more_than_it_should(world, request, state, more):
    pdf = request.getfixturevalue(state)
    start, end = gap_of_last_signature(pdf)
    content = bytes.fromhex(pdf[start + 1 : end - 1].decode())
    size = len(cms.ContentInfo.load(content).dump())
    taken = []
    for number, der in enumerate(grown(content[:size], more)):
        written = der.ljust(len(content), b"\x00").hex().upper().encode()
        if believed(world.judge(pdf[: start + 1] + written + pdf[end - 1 :])):
            taken.append(number)

    assert number > 50
    assert taken == []


def updated(pdf, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def overwrite_page(writer):
    page = writer.root["/Pages"]["/Kids"][0]
    drawing = RawContent(b"BT ET", box=BoxConstraints(width=10, height=10)).as_form_xobject()
    page["/Contents"] = writer.add_object(drawing)
    writer.update_container(page)


def field(writer, name):
    for ref in writer.root["/AcroForm"]["/Fields"]:
        if ref.get_object()["/T"] == name:
            return ref.get_object()
    raise KeyError(name)


def change_number(writer):
    number = field(writer, "So")
    number["/V"] = pdf_string("999")
    writer.update_container(number)


def change_appearance_of_number(writer):
    number = field(writer, "So")
    form = RawContent(b"BT ET", box=BoxConstraints(width=34, height=14)).as_form_xobject()
    number["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(form)})
    writer.update_container(number)


def change_appearance_of_seal(writer):
    seal = field(writer, "CoQuan")
    form = RawContent(b"BT ET", box=BoxConstraints(width=34, height=14)).as_form_xobject()
    seal["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(form)})
    writer.update_container(seal)


def add_note(writer):
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Contents"): pdf_string("Đã sửa"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(9)] * 4),
        }
    )
    writer.register_annotation(page, writer.add_object(note))


def add_text_field(writer):
    extra = generic.DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): pdf_string("Khac")}
    )
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(extra))
    writer.update_container(fields)


def open_action(writer):
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    )
    writer.update_root()


ATTACKS = [
    overwrite_page,
    change_number,
    change_appearance_of_number,
    change_appearance_of_seal,
    add_note,
    add_text_field,
    open_action,
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_no_incremental_update_of_an_issued_document_is_believed(world, issued, attack):
    verdict = world.judge(updated(issued, attack))

    assert not verdict.ok
    assert not believed(verdict)


@pytest.mark.parametrize(
    "attack", [overwrite_page, add_note, add_text_field, open_action], ids=lambda one: one.__name__
)
def test_no_update_beyond_the_register_is_believed_after_the_leader(world, led, attack):
    assert not believed(world.judge(updated(led, attack)))


@pytest.mark.parametrize("attack", [overwrite_page, add_note], ids=lambda one: one.__name__)
def test_a_seal_over_a_changed_page_does_not_heal_it(world, led, attack):
    seal = world.signer(w.AGENCY)
    pdf = signing.seal(
        updated(led, attack),
        seal,
        register=w.REGISTER,
        image=w.RED,
        backing=world.backing(seal),
    )

    verdict = world.judge(pdf)

    assert not verdict.ok
    assert w.failing(verdict) == {"LanhDao": {"coverage"}}


def added_bytes(pdf):
    return pdf + b"\n% nothing to see here\n"


def added_before(pdf):
    return b"<html><script>alert(1)</script></html>\n" + pdf


def cut(pdf):
    return pdf[:-200]


def cut_to_leader(pdf):
    return pdf[: pdf.index(b"%%EOF", pdf.index(b"/LanhDao") if b"/LanhDao" in pdf else 0) + 5]


def rewritten(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def lower_case_gap(pdf):
    start, end = gap_of_last_signature(pdf)
    return pdf[:start] + pdf[start:end].lower() + pdf[end:]


def padded_gap(pdf):
    _start, end = gap_of_last_signature(pdf)
    return pdf[: end - 5] + b"beef" + pdf[end - 1 :]


@pytest.mark.parametrize(
    "attack",
    [added_bytes, added_before, cut, cut_to_leader, rewritten, lower_case_gap, padded_gap],
    ids=lambda one: one.__name__,
)
def test_no_other_form_of_the_file_is_believed(world, issued, attack):
    changed = attack(issued)

    assert changed != issued
    assert not world.judge(changed).ok


def by_another_tool(world, pdf, name, signer, **metadata):
    """As somebody would who has a signer, but not our rules."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    machine = signers.PdfSigner(
        PdfSignatureMetadata(field_name=name, subfilter=SigSeedSubFilter.PADES, **metadata),
        _Carrier(signer),
        timestamper=world.stamper,
        new_field_spec=SigFieldSpec(name, box=(10, 10, 50, 50)),
    )
    out = io.BytesIO()
    machine.sign_pdf(writer, bytes_reserved=32768, output=out)
    return out.getvalue()


def test_a_public_certificate_on_the_leaders_field_is_not_believed(world):
    citizen = world.signer("Người Dân", family="public")
    pdf = world.led(citizen)  # our own signing lets both roots through here: judging must not

    verdict = world.judge(pdf)

    assert w.failing(verdict)["LanhDao"] >= {"chain"}


def test_a_signature_without_proofs_is_not_believed(world):
    pdf = by_another_tool(world, w.paper().pdf, "LanhDao", world.signer())

    assert "revocation" in w.failing(world.judge(pdf))["LanhDao"]


def test_a_signature_by_a_revoked_key_with_todays_proof_is_not_believed(world, monkeypatch):
    signer = world.signer("Người Bị Thu Hồi")
    kept = world.backing(signer)
    world.authority.revoke(w.serial_of(signer))
    late = signing.Backing(world.stamper, world.backing(signer).proofs, kept.roots, kept.at)
    monkeypatch.setattr("motcua.engines.signing.pades._check", lambda *_: None)

    with pytest.raises(signing.SigningError):
        signing.sign_leader(w.prepared(), signer, image=w.BLUE, backing=late)


def test_a_third_signature_on_an_issued_document_is_not_believed(world, issued):
    pdf = by_another_tool(world, issued, "Them", world.signer("Người Khác"))

    assert not world.judge(pdf).ok


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"MZ\x90", b"<html></html>", b"%PDF-" * 999]
)
def test_judging_never_breaks(world, content):
    verdict = world.judge(content)

    assert not verdict.ok
    assert verdict.sentences

import pytest
import requests

ASKED = {
    "client_id": "motcua",
    "redirect_uri": "http://127.0.0.1:8000/dang-nhap/tro-ve/",
    "state": "s",
    "nonce": "n",
    "code_challenge": "c",
    "code_challenge_method": "S256",
}


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "ai-do"},
        {"redirect_uri": "https://evil.example/dang-nhap/tro-ve/"},
        {"redirect_uri": "http://127.0.0.1:8000/khac/"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
    ],
)
def test_an_unknown_portal_or_no_pkce_is_refused(outside, changed):
    answer = requests.get(
        f"{outside.address}/eid/oauth2/authorize", params={**ASKED, **changed}, timeout=5
    )

    assert answer.status_code == 400
    assert "Không đăng nhập được" in answer.text


def test_the_page_lists_everybody_with_a_label(outside):
    page = requests.get(f"{outside.address}/eid/oauth2/authorize", params=ASKED, timeout=5).text

    assert '<label for="person-072192000007">Nguyễn Thị Bảy' in page
    assert page.count("type=radio") == page.count("<label for=") == 48


def test_a_wrong_secret_gets_no_token(outside):
    answer = requests.post(
        f"{outside.address}/eid/oauth2/token", auth=("motcua", "sai"), data={"code": "x"}, timeout=5
    )

    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


def test_a_made_up_token_tells_nothing(outside):
    answer = requests.get(
        f"{outside.address}/eid/oauth2/userinfo",
        headers={"Authorization": "Bearer x"},
        timeout=5,
    )

    assert answer.status_code == 401


def test_signing_out_leads_only_home(outside):
    end = f"{outside.address}/eid/oidc/logout?post_logout_redirect_uri="

    home = requests.get(f"{end}http://127.0.0.1:8000/", allow_redirects=False, timeout=5)
    away = requests.get(f"{end}https://evil.example/", allow_redirects=False, timeout=5)

    assert home.headers["Location"] == "http://127.0.0.1:8000/"
    assert "Location" not in away.headers

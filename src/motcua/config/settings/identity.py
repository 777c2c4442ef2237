"""Citizens sign in with the national e-ID (OpenID Connect)."""

from motcua.config import env

# The level of assurance claims of the national ID token are not published: data, and closed by default.
EID_ACR_LEVELS = {"LoA1": 1, "LoA2": 2}
EID_SESSION_COOKIE = "motcua_citizen"
CITIZEN_LOGIN_URL = "/dang-nhap/"
EID_MIN_LEVEL = env.number("MOTCUA_EID_MIN_LEVEL", 2)
EID_MAX_AGE_SECONDS = env.number("MOTCUA_EID_MAX_AGE_SECONDS", 8 * 60 * 60)
# How long a process may go without asking whether an agency or unit has changed.
ORGANISATIONS_KEPT_SECONDS = 15

# What the provider calls things (user info), and how it writes a day of birth.
EID_CLAIMS = {
    "personal_id": "SoDinhDanh",
    "name": "HoVaTen",
    "birth_date": "NgayThangNamSinh",
    "sex": "GioiTinh",
    "phone": "SoDienThoai",
    "email": "ThuDienTu",
}
EID_DATE_FORMATS = ("%d/%m/%Y", "%Y%m%d", "%Y-%m-%d")

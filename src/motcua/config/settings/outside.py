"""The outside world: addresses of the systems we speak to; by default the sandbox on loopback."""

from motcua.config import env

SANDBOX = env.text("MOTCUA_SANDBOX", "http://127.0.0.1:8100")

EID_ISSUER = env.text("MOTCUA_EID_ISSUER", f"{SANDBOX}/eid")
EID_CLIENT_ID = env.text("MOTCUA_EID_CLIENT_ID", "motcua")
EID_CLIENT_SECRET = env.text("MOTCUA_EID_CLIENT_SECRET", "sandbox-secret")

POPULATION_WSDL = env.text("MOTCUA_POPULATION_WSDL", f"{SANDBOX}/population?wsdl")
POPULATION_ACCOUNT = env.text("MOTCUA_POPULATION_ACCOUNT", "tayninh")
POPULATION_BUDGET_MS = env.number("MOTCUA_POPULATION_BUDGET_MS", 800)

TSA_ADDRESS = env.text("MOTCUA_TSA", f"{SANDBOX}/tsa")
CA_ADDRESS = env.text("MOTCUA_CA", f"{SANDBOX}/ca")
# The authorities whose addresses in certificates are followed, and where to; all others are not.
CERTIFICATE_ROUTES = {"http://ca.sandbox.example": SANDBOX}

"""Certificate authorities, OCSP, CRL and time-stamping, as the Government and a public CA run them."""

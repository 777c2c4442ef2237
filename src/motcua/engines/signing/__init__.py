"""PAdES signatures: made with a signer and a time-stamper that are passed in, judged in five layers."""

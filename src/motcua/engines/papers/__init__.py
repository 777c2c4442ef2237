"""Official papers as PDF/A-2b (typst), and QR codes."""

"""Reading the words on a picture: Tesseract, where it is installed with Vietnamese."""

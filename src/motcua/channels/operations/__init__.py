"""For those who keep the house running."""

"""`./motcua load`: years of plausible history, told row by row under the rules of the live path."""

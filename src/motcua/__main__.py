from motcua.cli.commands import motcua

if __name__ == "__main__":
    motcua(prog_name="./motcua")

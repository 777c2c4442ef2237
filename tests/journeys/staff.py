"""python -m tests.journeys.staff: open the demo's accounts with their signing keys, and no dossier."""

from motcua.cli.site import start_django

if __name__ == "__main__":
    start_django()

    from motcua.demo.keys import give_keys, wait_for_authority
    from motcua.demo.staff import LAST, OFFICIALS, open_accounts

    wait_for_authority()
    give_keys(open_accounts((*OFFICIALS, LAST)))

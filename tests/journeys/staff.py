"""python -m tests.journeys.staff: open the demo's accounts with their signing keys, and no dossier.

And bring in some published processes, to copy from.
"""

from motcua.cli.site import start_django

if __name__ == "__main__":
    start_django()

    from motcua.catalogue import api as catalogue
    from motcua.demo.keys import give_keys, wait_for_authority
    from motcua.demo.staff import LAST, OFFICIALS, open_accounts
    from motcua.directory.types import system
    from tests.catalogue.published import a_file, a_row, done_by

    wait_for_authority()
    give_keys(open_accounts((*OFFICIALS, LAST)))
    rows = (a_row(), done_by("Chuyên viên Phòng Khoa giáo - Văn xã", code="9.000002"))
    more = (done_by("UBND cấp xã", "Niêm yết công khai", code="9.000003"),)
    catalogue.load_processes(actor=system("tests"), file=a_file(*rows, *more))

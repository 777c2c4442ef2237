"""Import Linter contract `doors`: whoever is outside a room comes in through one of its doors.

package        the house: its direct subpackages are rooms; below `engines` and `channels`,
               each subpackage is a room of its own
doors          modules of a room that anyone may import; so is the room itself
open_packages  rooms without walls, both ways: they may be entered and may enter anywhere
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

CORRIDORS = {"engines", "channels"}


class DoorsContract(Contract):
    type_name = "doors"

    package = fields.StringField()
    doors = fields.ListField(subfield=fields.StringField())
    open_packages = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001  (its signature)
        del verbose
        intrusions = [
            (importer, inside, self._line_of(graph, importer, inside))
            for inside in sorted(graph.modules)
            if self._is_behind_a_door(graph, inside)
            for importer in sorted(graph.find_modules_that_directly_import(inside))
            if self._is_outsider(graph, importer, self._room(graph, inside))
        ]
        return ContractCheck(kept=not intrusions, metadata={"intrusions": intrusions})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, inside, line in check.metadata["intrusions"]:
            output.print_error(f"{importer}, line {line}: {inside} is not a door")
        output.new_line()
        output.print_error(f"Doors are: {', '.join(self.doors)}.")

    def _room(self, graph: ImportGraph, module: str) -> str | None:
        """The room a module belongs to; the house itself and corridors are in none."""
        house, *rest = module.split(".")
        if house != self.package or not rest:
            return None
        if rest[0] in CORRIDORS:
            room = ".".join((house, *rest[:2]))
            return room if len(rest) > 1 and graph.find_children(room) else None
        return f"{house}.{rest[0]}"

    def _is_behind_a_door(self, graph: ImportGraph, module: str) -> bool:
        room = self._room(graph, module)
        if room is None or room == module or self._is_open(room):
            return False
        first = module.removeprefix(f"{room}.").split(".")[0]
        return first not in self.doors

    def _is_outsider(self, graph: ImportGraph, importer: str, room: str | None) -> bool:
        home = self._room(graph, importer)
        return home != room and not (home is not None and self._is_open(home))

    def _is_open(self, room: str) -> bool:
        return room.removeprefix(f"{self.package}.") in (self.open_packages or [])

    @staticmethod
    def _line_of(graph: ImportGraph, importer: str, imported: str) -> int:
        details = graph.get_import_details(importer=importer, imported=imported)
        return details[0]["line_number"] if details else 0

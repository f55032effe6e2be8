"""Import contracts that import-linter does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    from grimp import ImportGraph


class DoorsContract(Contract):
    """Outsiders import of a package only the modules named as its doors; a new module of the package is closed."""

    type_name = "doors"

    package = fields.StringField()
    doors = fields.ListField(subfield=fields.StringField())
    outsiders = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        broken = [
            (importer, imported)
            for importer in sorted(graph.modules)
            if any(_within(importer, outsider) for outsider in self.outsiders)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if _within(imported, self.package) and not any(_within(imported, door) for door in self.doors)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}, which is not a door of {self.package}.")


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")

"""The `wbs` command: one group, one module per kind of thing."""

import sys
from collections.abc import Sequence

import click

from wbs.cli import (
    backup,
    custodians,
    database,
    demo,
    desks,
    doctor,
    erase,
    evidence,
    init,
    log,
    mail,
    officers,
    register,
    restore,
    serve,
    units,
)
from wbs.cli.terminal import FOLDER, Place, answer


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=FOLDER,
    envvar="WBS_DATA",
    help="The folder that `init` or `demo` made (or WBS_DATA).",
)
@click.version_option(package_name="wbs", message="wbs %(version)s")
@click.pass_context
def wbs(context: click.Context, data: click.Path | None) -> None:
    """Whistleblowing, gratification and complaint system for government units."""
    context.obj = Place(data)  # type: ignore[arg-type]


for command in (
    init.init,
    serve.serve,
    units.unit,
    desks.desk,
    custodians.custodian,
    officers.officer,
    register.deadlines,
    mail.mail,
    log.log,
    evidence.evidence,
    database.database,
    erase.erase,
    backup.backup,
    restore.restore,
    doctor.doctor,
    demo.demo,
):
    wbs.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Runs one command line to its exit code."""
    return answer(lambda: wbs.main(list(arguments), prog_name="wbs", standalone_mode=False))


def main() -> None:
    """The entry point of the installed script."""
    sys.exit(run(sys.argv[1:]))

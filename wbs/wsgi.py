"""Whatever the settings describe, in one process: both applications, or the one that has a section."""

from wbs.bootstrap import build_doors, house_of_process
from wbs.lifeline import end_with_parent

application = build_doors(house_of_process())
end_with_parent()

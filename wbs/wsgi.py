"""Whatever the settings describe, in one process: both applications, or the one that has a section."""

from wbs.bootstrap import build_doors, house_of_process
from wbs.lifeline import end_with_parent, settle

application = build_doors(house_of_process())
settle()
end_with_parent()

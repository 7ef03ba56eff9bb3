"""The officers' application alone, for a host of its own: `granian --interface wsgi wbs.wsgi_officer:application`."""

from wbs.bootstrap import build_officer, house_of_process
from wbs.lifeline import end_with_parent, settle

house = house_of_process()
application = build_officer(house.context, house.settings)
settle()
end_with_parent()

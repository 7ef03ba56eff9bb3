"""The reporter's application alone, for a host of its own: `granian --interface wsgi wbs.wsgi_reporter:application`."""

from wbs.bootstrap import build_reporter, house_of_process
from wbs.lifeline import end_with_parent, settle

house = house_of_process()
application = build_reporter(house.context, house.settings)
settle()
end_with_parent()

"""The reporter's application alone, for a host of its own: `granian --interface wsgi wbs.wsgi_reporter:application`."""

from wbs.bootstrap import build_reporter, data_dir_of_process, open_house

house = open_house(data_dir_of_process())
application = build_reporter(house.context, house.settings)

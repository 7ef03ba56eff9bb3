"""The officers' application alone, for a host of its own: `granian --interface wsgi wbs.wsgi_officer:application`."""

from wbs.bootstrap import build_officer, data_dir_of_process, open_house

house = open_house(data_dir_of_process())
application = build_officer(house.context, house.settings)

"""Whatever the settings describe, in one process: both applications, or the one that has a section."""

from wbs.bootstrap import build_doors, data_dir_of_process, open_house

application = build_doors(open_house(data_dir_of_process()))

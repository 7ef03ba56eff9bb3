"""`python -m wbs` is the command `wbs`."""

from wbs.cli.main import main

if __name__ == "__main__":
    main()

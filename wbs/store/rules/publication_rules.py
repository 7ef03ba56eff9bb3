"""Reads when and how figures are published from `config/publication.toml`."""

from wbs.domain.publication import PublicationRules
from wbs.store.rules.config_file import Entry


def read_publication_rules(file: Entry) -> PublicationRules:
    """The rules of the file.

    Raises:
        ConfigError: it says what it must not, or one of its numbers is not above zero.
    """
    file.only("frozen_after_days", "employees_at_least")
    return PublicationRules(file.positive("frozen_after_days"), file.positive("employees_at_least"))

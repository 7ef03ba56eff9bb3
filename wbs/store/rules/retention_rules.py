"""Reads how long cases are kept from `config/retention.toml`."""

from wbs.domain.case import Outcome
from wbs.domain.kinds import Kind
from wbs.domain.label import Label
from wbs.domain.period import Force
from wbs.domain.retention import RetentionRule, RetentionRules, kinds_without_rest
from wbs.store.rules.config_file import ConfigError, Entry

KEYS = (
    *("id", "label_id", "label_en", "kinds", "outcomes", "months"),
    *("jra_code", "force", "source", "regulations"),
)


def read_retention_rules(file: Entry) -> RetentionRules:
    """The rules of the file.

    Raises:
        ConfigError: an entry is not a rule, two name the same outcome of a kind, or a kind has no rule for the rest.
    """
    file.only("warning", "rule")
    warning = file.table("warning")
    if warning is None:
        raise ConfigError(f"{file.place}: missing table [warning]")
    rules: list[RetentionRule] = []
    for entry in file.entries("rule"):
        rule = _rule(entry)
        for other in rules:
            _refuse_overlap(entry, rule, other)
        rules.append(rule)
    without = kinds_without_rest(rules)
    if without:
        named = ", ".join(sorted(without))
        raise ConfigError(f"{file.place}: no rule without outcomes for kinds {named}")
    return RetentionRules(tuple(rules), warning.only("days").positive("days"))


def _rule(entry: Entry) -> RetentionRule:
    entry.only(*KEYS)
    kinds = frozenset(entry.words("kinds", Kind))
    if not kinds:
        raise ConfigError(f"{entry.place}: missing key kinds")
    return RetentionRule(
        id=entry.get("id", str),
        label=Label(entry.get("label_id", str), entry.get("label_en", str)),
        kinds=kinds,
        outcomes=frozenset(entry.words("outcomes", Outcome)),
        months=entry.positive("months"),
        jra_code=entry.get("jra_code", str),
        force=entry.word("force", Force),
        source=entry.get("source", str),
        regulations=entry.texts("regulations"),
    )


def _refuse_overlap(entry: Entry, rule: RetentionRule, other: RetentionRule) -> None:
    if rule.id == other.id:
        raise ConfigError(f"{entry.place}: id {rule.id!r} stands there twice")
    both_rest = not rule.outcomes and not other.outcomes
    if rule.kinds & other.kinds and (both_rest or rule.outcomes & other.outcomes):
        raise ConfigError(f"{entry.place}: outcomes of {rule.id} are those of {other.id}")

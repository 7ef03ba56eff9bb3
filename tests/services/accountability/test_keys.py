"""Keys: a list of which the newest signs, each introduced by the one before."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import closed_days, unit_log
from tests.reports import report
from wbs.domain.accountability import INSTANCE
from wbs.domain.errors import Unavailable
from wbs.new_settings import append_line
from wbs.services.accountability import trees
from wbs.services.accountability.certify import certify
from wbs.services.accountability.key_list import listed_keys
from wbs.services.accountability.keys import log_rules, promiser, public_keys
from wbs.services.accountability.misfit import Kind
from wbs.services.accountability.publish import publish, publish_due
from wbs.services.accountability.verify import verify
from wbs.services.context import Context
from wbs.store.log import checkpoints, log_keys
from wbs.tlog.checkpoint import verify_checkpoint
from wbs.tlog.promise import NEXT_KEY, read_certificate

NAME = "wbs.example.test"
OLD, NEW = "10" * 32, "77" * 32


def with_keys(context: Context, *lines: str) -> Context:
    rules = log_rules("\n".join(lines), NAME, 2, ())
    return replace(context, rules=replace(context.rules, log=rules))


def test_after_a_rotation_the_newest_signs_and_all_verify(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    turned = with_keys(cast.context, OLD, NEW)
    report(turned)
    clock.move(days=1)
    publish(turned)

    old, new = public_keys(log_rules(f"{OLD}\n{NEW}", NAME, 2, ()))
    with turned.database.reading() as work:
        first, second = checkpoints.all_of(work, INSTANCE)
    assert verify_checkpoint(first.signed, NAME, [old]).size < second.size
    assert verify_checkpoint(second.signed, NAME, [new]).size == second.size
    assert verify(turned).first is None
    assert [each.key for each in listed_keys(turned)] == [old, new]
    introduced = listed_keys(turned)[1].certificate
    assert introduced is not None
    assert read_certificate(introduced, NEXT_KEY, [old]).key == new


def test_an_older_key_verifies_by_its_public_half_and_not_without(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    (public,) = public_keys(log_rules(OLD, NAME, 2, ()))

    assert verify(with_keys(cast.context, public.text, NEW)).first is None
    found = verify(with_keys(cast.context, NEW)).first
    assert found is not None
    assert found.kind is Kind.SIGNATURE


@pytest.mark.parametrize(
    "lines",
    ["", "no key", "ab" * 31, f"{OLD}\n{OLD}", f"{NEW}\nother.test+a801f272+AQOhB7"],
    ids=["nothing", "a word", "short", "twice", "another's"],
)
def test_a_list_that_is_none_is_refused(lines: str) -> None:
    with pytest.raises(ValueError, match=r"line|key"):
        log_rules(lines, NAME, 2, ())


def test_the_last_line_must_be_able_to_sign() -> None:
    (public,) = public_keys(log_rules(OLD, NAME, 2, ()))

    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        log_rules(f"{NEW}\n{public.text}", NAME, 2, ())
    with pytest.raises(ValueError, match="another instance"):
        log_rules(f"{public.called('other.test').text}\n{NEW}", NAME, 2, ())
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        promiser("short", NAME)


def test_a_line_is_appended_to_a_private_file_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    path.write_text(OLD + "\n")

    append_line(path, NEW)

    assert path.read_text() == f"{OLD}\n{NEW}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["log.key"]


def test_a_promise_key_of_another_host_is_certified_once(cast: Cast) -> None:
    other = promiser("55" * 32, NAME).public

    certify(cast.context, other.text)
    certify(cast.context, other.text)

    with cast.context.database.reading() as work:
        assert [each.public_key for each in log_keys.promise_keys(work)] == [other.key]
    for text in ("nonsense", other.called("else").text):
        with pytest.raises(ValueError, match=r"key|name"):
            certify(cast.context, text)


def test_without_a_log_key_nothing_is_closed_signed_or_certified(cast: Cast, clock: Clock) -> None:
    keyless = replace(cast.context, rules=replace(cast.context.rules, log=None))
    report(keyless)
    clock.move(days=1)

    assert publish_due(keyless).days == ()
    tree = trees.tree_on(keyless, unit_log(cast), keyless.today())
    for act in (
        lambda: publish(keyless),
        lambda: certify(keyless, ""),
        lambda: trees.signed_tree(keyless, tree),
    ):
        with pytest.raises(Unavailable):
            act()
    assert verify(keyless).first is None

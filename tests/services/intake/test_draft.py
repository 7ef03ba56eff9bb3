"""A draft opens with its token alone, loses nothing to another step, and goes after four hours."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from tests.conftest import Clock
from tests.services.at_once import at_once
from wbs.domain.errors import Expired, Refused, Tampered
from wbs.services.context import Context
from wbs.services.intake.draft import (
    Changed,
    Draft,
    FormToken,
    change_draft,
    load_draft,
    new_token,
    quarter_after,
    read_token,
)
from wbs.services.intake.receive_attachment import Intake, ReceivedFile
from wbs.services.sweep import sweep
from wbs.store.schema.cases import BlobRow, DraftRow


def file(context: Context, content: bytes, name: str = "a.txt") -> ReceivedFile:
    intake = Intake(context)
    arriving = intake.open(name, "text/plain")
    arriving.write(content)
    arriving.finish()
    (received,) = intake.settle()
    intake.commit({received.ref.blob_id})
    return received


def opened(context: Context, token: FormToken) -> Draft:
    draft = load_draft(context, token)
    assert isinstance(draft, Draft)
    return draft


def test_a_new_token_stores_nothing(context: Context) -> None:
    assert load_draft(context, new_token(context)) is None


def test_steps_keep_what_was_drawn_at_the_first(context: Context) -> None:
    token = new_token(context)
    change_draft(context, token, [file(context, b"satu")])
    first = opened(context, token)

    change_draft(context, token, [file(context, b"dua")])

    second = opened(context, token)
    assert (second.case_id, second.case_key) == (first.case_id, first.case_key)
    assert second.code.grouped() == first.code.grouped()
    assert len(second.files) == 2


def test_steps_at_once_lose_no_file(context: Context) -> None:
    token = new_token(context)
    files = [file(context, b"isi %d" % n) for n in range(8)]

    at_once(8, lambda n: change_draft(context, token, [files[n]]))

    assert {f.ref.blob_id for f in opened(context, token).files} == {f.ref.blob_id for f in files}


def test_the_same_file_twice_is_kept_once(context: Context) -> None:
    token = new_token(context)

    change_draft(context, token, [file(context, b"isi"), file(context, b"isi")])
    change_draft(context, token, [file(context, b"isi"), file(context, b"isi", "b.txt")])

    assert [f.ref.name for f in opened(context, token).files] == ["a.txt", "b.txt"]


def test_the_eleventh_file_finds_no_room(context: Context) -> None:
    token = new_token(context)
    change_draft(context, token, [file(context, b"isi %d" % n) for n in range(10)])

    changed = change_draft(context, token, [file(context, b"lagi", "kesebelas.txt")])

    assert isinstance(changed, Changed)
    assert changed.too_many == ("kesebelas.txt",)
    assert len(opened(context, token).files) == 10


def test_a_removed_file_is_gone_from_draft_and_disk(context: Context) -> None:
    token = new_token(context)
    one, two = file(context, b"satu"), file(context, b"dua")
    change_draft(context, token, [one, two])

    change_draft(context, token, remove={one.ref.blob_id})

    assert [f.ref.blob_id for f in opened(context, token).files] == [two.ref.blob_id]
    assert list(context.blobs.ids()) == [two.ref.blob_id]


def test_a_file_of_another_draft_is_not_removed(context: Context) -> None:
    theirs, mine = new_token(context), new_token(context)
    foreign = file(context, b"milik orang lain")
    change_draft(context, theirs, [foreign])

    change_draft(context, mine, [file(context, b"milik saya")], remove={foreign.ref.blob_id})

    assert len(opened(context, theirs).files) == 1
    assert foreign.ref.blob_id in set(context.blobs.ids())


def test_a_draft_goes_after_four_idle_hours_with_its_files(context: Context, clock: Clock) -> None:
    token = new_token(context)
    change_draft(context, token, [file(context, b"isi")])

    clock.move(hours=3, minutes=59)
    sweep(context)
    still_there = load_draft(context, token)
    clock.move(minutes=16)
    sweep(context)

    assert isinstance(still_there, Draft)
    assert load_draft(context, token) is None
    assert list(context.blobs.ids()) == []


def test_a_forged_token_is_refused_and_an_old_one_has_expired(
    context: Context, clock: Clock
) -> None:
    token = new_token(context)
    rules = replace(context.rules, reporter_key=b"the key of another application..")
    foreign = new_token(replace(context, rules=rules))

    assert read_token(context, token.text).id == token.id
    for text in ("", "x", token.text[:-1], token.text.swapcase(), foreign.text):
        with pytest.raises(Refused):
            read_token(context, text)
    clock.move(hours=26)
    with pytest.raises(Expired):
        read_token(context, token.text)


def test_the_row_holds_nothing_a_reader_of_the_database_could_use(context: Context) -> None:
    token = new_token(context)
    received = file(context, b"isi", "nama-berkas.txt")
    change_draft(context, token, [received])

    with context.database.reading() as work:
        row = work.scalars(select(DraftRow)).one()
    draft = opened(context, token)
    assert row.sealed is not None
    for secret in (b"nama-berkas", received.ref.key.encode(), draft.case_id.encode()):
        assert secret not in row.sealed
    assert token.text not in row.id
    assert draft.case_id != row.id


def test_an_altered_row_is_noticed(context: Context) -> None:
    token = new_token(context)
    change_draft(context, token, [file(context, b"isi")])
    with context.database.transaction() as work:
        sealed = work.scalars(select(DraftRow.sealed)).one()
        assert sealed is not None
        work.execute(update(DraftRow).values(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1])))

    with pytest.raises(Tampered):
        load_draft(context, token)


@pytest.mark.parametrize("instant", [0, 1, 899, 900, 901, 1_790_000_123])
def test_a_quarter_hour_is_never_early_and_tells_no_minute(instant: int) -> None:
    quarter = quarter_after(instant)

    assert quarter % 900 == 0
    assert instant <= quarter < instant + 900


def test_files_of_a_draft_have_rows_that_go_with_them(context: Context) -> None:
    token = new_token(context)
    change_draft(context, token, [file(context, b"isi")])

    with context.database.reading() as work:
        blob = work.scalars(select(BlobRow)).one()
    assert (blob.draft_id, blob.case_id) == (token.id, None)

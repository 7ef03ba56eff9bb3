"""The agenda of a meeting as it begins: the quarter's figures in words, for people to go on writing."""

from collections.abc import Iterator, Mapping

from wbs.domain.figures import COUNTED_KINDS, Line
from wbs.domain.kinds import Kind
from wbs.domain.monev import MONITORED
from wbs.domain.monev_agenda import Age, AgendaFigures
from wbs.evidence import words

DISCUSSED = "Pembahasan: hambatan, penyebab, dan perbaikan."


def agenda_text(figures: AgendaFigures) -> str:
    """The agenda, a numbered part for each kind; nothing of it tells of a single case but its age in a class."""
    question = figures.export.figures.question
    head = f"Evaluasi {words.period(question.period)}, angka per {words.day(question.as_of)}."
    parts = (
        "\n".join((f"{number}. {words.word(kind)}", *_lines(figures, kind)))
        for number, kind in enumerate(MONITORED, start=1)
    )
    return "\n\n".join((head, *parts))


def _lines(figures: AgendaFigures, kind: Kind) -> Iterator[str]:
    line = figures.export.figures.kinds[kind].total
    yield f"- {_counted(line) if kind in COUNTED_KINDS else _received(line)}"
    yield f"- {_overdue(figures.overdue.get(kind, {}))}"
    left, late = figures.unfinished.get(kind, (0, 0))
    if left:
        yield f"- Rekomendasi sebelumnya yang belum selesai: {left}, {late} di antaranya lewat tenggat."
    yield f"- {DISCUSSED}"


def _counted(line: Line) -> str:
    n = line.follow_up
    return (
        f"Diterima {line.received}. Saldo awal {n.brought_forward} + baru {n.new} = harus {n.harus}; "
        f"selesai {n.selesai}, sedang {n.sedang} ({words.percentage(n.percentage)}). "
        f"Tidak diproses {line.not_processed}."
    )


def _received(line: Line) -> str:
    n = line.follow_up
    return f"Diterima {line.received}; selesai {n.selesai}, sedang {n.sedang}."


def _overdue(ages: Mapping[Age, int]) -> str:
    total = sum(ages.values())
    if not total:
        return "Tidak ada kasus yang lewat tenggat."
    told = ", ".join(f"{count} {words.word(age)}" for age, count in ages.items() if count)
    return f"Lewat tenggat: {total} kasus ({told})."

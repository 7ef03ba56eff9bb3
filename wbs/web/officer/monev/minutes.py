"""The minutes of a meeting as a paper: Indonesian throughout, for people to sign and file."""

from wbs.domain.monev import MONITORED
from wbs.evidence import words
from wbs.evidence.papers.minutes import MinutesPaper
from wbs.evidence.papers.paper import Signatory, TextTable
from wbs.services.monev.meetings import MeetingFile
from wbs.web.officer.letterheads import head_of, letterhead

HEADS = ("No.", "Kanal", "Rekomendasi", "Penanggung jawab", "Tenggat")
WIDTHS = (1, 4, 9, 5, 4)


def minutes_paper(found: MeetingFile) -> MinutesPaper:
    """The minutes, signed by who chaired and who wrote it down, seen by the head where that is somebody else."""
    opened, said = found.opened, found.opened.meeting
    chair = Signatory(side="Pimpinan rapat", name=opened.chair)
    keeper = Signatory(side="Notulis", name=found.names.get(opened.entered_by, ""))
    head = head_of(found.unit, "Mengetahui")
    seen = (head,) if head and found.unit.head_name != opened.chair else ()
    return MinutesPaper(
        dated_on=said.held_on,
        letterhead=letterhead(found.unit),
        signatories=(chair, keeper, *seen),
        quarter=words.period(said.quarter),
        facts=(
            ("Unit kerja", found.unit.name),
            ("Tanggal", words.day(said.held_on)),
            ("Tempat", opened.place),
            ("Pimpinan rapat", opened.chair),
            ("Peserta", f"{said.attendees} orang"),
            ("Yang dievaluasi", ", ".join(words.word(k) for k in MONITORED if k in said.kinds)),
        ),
        agenda=opened.agenda,
        notes=opened.notes,
        recommendations=TextTable(
            "Rekomendasi",
            HEADS,
            tuple(
                (
                    *(str(number), words.word(each.recommendation.kind), each.text, each.owner),
                    words.day(each.recommendation.due_on),
                )
                for number, each in enumerate(found.recommendations, start=1)
            ),
            WIDTHS,
        ),
    )

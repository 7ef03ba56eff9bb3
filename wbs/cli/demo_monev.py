"""The demonstration's monev: a meeting on the quarter before, what it recommended, a remark, and a letterhead."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from wbs.cli.demo_days import Diary
from wbs.cli.demo_hands import Hands
from wbs.domain.evidence_document import DocumentKind, NewDocument
from wbs.domain.kinds import Kind
from wbs.domain.monev import MONITORED, ROWS, Progress
from wbs.domain.span import ReportingPeriod
from wbs.evidence.monev_agenda import agenda_text
from wbs.services.accompaniment.remarks import write_remark
from wbs.services.agency.unit_profile import enter_stage, set_profile
from wbs.services.documents.file_document import file_received
from wbs.services.monev.agenda_figures import agenda_figures
from wbs.services.monev.meetings import write_meeting
from wbs.services.monev.recommendations import recommend, take_step

CLERK, UNIT, INSPECTOR = "budi", "kantor-bandung", "dewi"
PAPERS = {
    "address": "Jalan Contoh 12, Bandung 40111\nTelepon (022) 000-0000",
    "head_title": "Kepala Kantor Pelayanan Bandung",
    "head_rank": "Pembina",
}
MEETING = {
    "place": "Ruang rapat lantai dua",
    "chair": "Kepala Subbagian Umum",
    "attendees": "11",
    "notes": "Formulir lama masih dipakai di dua loket. Balasan pertama sering lewat karena petugas bergantian.",
}
# What is recommended, for how many days, and on which day after it is done; None: it waits.
RECOMMENDED = (
    (Kind.COMPLAINT, "Tarik formulir lama dari semua loket", "Koordinator loket", 20, 8),
    (Kind.COMPLAINT, "Tetapkan petugas pengganti untuk balasan pertama", "Kasubbag Umum", 30, None),
    (Kind.WBS, "Sosialisasikan saluran WBS kepada pegawai baru", "Kasubbag Kepegawaian", 25, 15),
)
REMARK = "Notula sudah baik. Mohon daftar hadir ikut disimpan sebagai dokumen bukti."
ANSWER = "Daftar hadir akan disimpan pekan ini."
MEETS, REMARKS, ANSWERS = 70, 76, 79  # working days from the first: after the first whole quarter


@dataclass
class Monev:
    """What is done about the quarter before the day of the meeting. `given` is by its place in `RECOMMENDED`."""

    hands: Hands
    quarter: str = ""
    given: dict[int, str] = field(default_factory=dict)

    def plan(self, diary: Diary) -> None:
        """All of it stands in the diary."""
        diary.write(3, self._tell)
        diary.write(MEETS, self._meet)
        for number, (_, _, _, _, done) in enumerate(RECOMMENDED):
            if done is not None:
                diary.write(MEETS + done, partial(self._finish, number))
        diary.write(REMARKS, partial(self._remark, INSPECTOR, REMARK))
        diary.write(ANSWERS, partial(self._remark, CLERK, ANSWER))

    def _tell(self) -> None:
        """By the operator, as an agency that begins would."""
        context = self.hands.context
        set_profile(context, None, UNIT, PAPERS)
        enter_stage(context, None, UNIT, "declared", context.today().isoformat())

    def _meet(self) -> None:
        context, clerk = self.hands.context, self.hands.people.actors[CLERK].officer
        today = context.today()
        quarter = ReportingPeriod.quarter_of(today).before()
        self.quarter = quarter.code
        agenda = agenda_text(agenda_figures(context, clerk, UNIT, quarter))
        said = {**MEETING, "quarter": quarter.code, "held_on": today.isoformat(), "agenda": agenda}
        meeting = write_meeting(context, clerk, said, [kind.value for kind in MONITORED])
        for number, (kind, text, owner, days, _) in enumerate(RECOMMENDED):
            due_on = (today + timedelta(days)).isoformat()
            raw = {"kind": kind.value, "text": text, "owner": owner, "due_on": due_on}
            self.given[number] = recommend(context, clerk, meeting.id, raw).id

    def _finish(self, number: int) -> None:
        context, actor = self.hands.context, self.hands.people.actors[CLERK]
        kind, text, *_ = RECOMMENDED[number]
        row = ROWS[kind].followed_up or ROWS[kind].evaluated
        new = NewDocument(
            row, DocumentKind.OTHER, ReportingPeriod.parse(self.quarter), f"Bukti: {text}"
        )
        file = ("bukti-tindak-lanjut.txt", "text/plain", f"{text}: selesai.\n".encode())
        with self.hands.taken_in([file]) as came:
            document = file_received(context, actor, UNIT, new, came[0])
        done = {"progress": Progress.DONE.value}
        take_step(context, actor.officer, self.given[number], done, document.filing.id)

    def _remark(self, by: str, text: str) -> None:
        context = self.hands.context
        officer = self.hands.people.actors[by].officer
        code = ROWS[Kind.COMPLAINT].evaluated
        write_remark(context, officer, UNIT, code, ReportingPeriod.parse(self.quarter), text)

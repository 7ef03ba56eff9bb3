"""The Indonesian words and texts of the files about cases that are handled above a unit."""

from enum import Enum

from wbs.domain.handled_above import HandledAbove, Hidden, Withheld
from wbs.domain.kinds import Kind
from wbs.evidence.table import Head, Title

ABOVE_WORDS: tuple[tuple[Enum, str], ...] = (
    (Head.AT_LEAST, "Paling sedikit"),
    (Head.AT_MOST, "Paling banyak"),
    (Title.HANDLED_ABOVE, "Kasus tentang unit ini yang ditangani dan dihitung di atasnya"),
    (Withheld.FEW, "kurang dari lima, tidak ditampilkan"),
    (
        Withheld.NOT_FROZEN,
        "belum ditetapkan per tanggal ini; ditetapkan pada akhir bulan sesudah triwulan",
    ),
    (Withheld.NOT_KEPT, "tidak tersedia untuk triwulan ini"),
    (Hidden.SEVERAL_UNITS, "hanya disajikan untuk satu unit kerja"),
    (Hidden.COUNTED_IN_YOURS, "tidak disajikan kepada yang dapat membaca angka unit di atasnya"),
)
ABOVE = (
    "Laporan yang tidak memiliki meja pengelola sendiri di unit ini ditangani unit di atasnya atau inspektorat, dan "
    "dihitung di sana saja. Lembar ini menyebut berapa yang masuk dalam satu triwulan, dalam kelipatan lima, dan "
    "ditetapkan satu kali. Angkanya tidak masuk jumlah mana pun dan tidak menambah tiga angka unit ini.",
    "Kurang dari lima berarti nol sampai dengan empat; bedanya tidak dikatakan. Yang dihitung hanya kasus yang berada "
    "di atas semata-mata karena unit ini tidak memiliki meja, dan yang sampai hari penetapan dikerjakan di sana seperti "
    "biasa. Kasus lain tentang unit ini, bila ada, tidak pernah termasuk; begitu pula yang masuk sebelum sistem "
    "membedakannya. Karena itu angka ini tidak menunjukkan apakah ada laporan lain.",
)
_OF_KIND = {Kind.COMPLAINT: "pengaduan masyarakat", Kind.WBS: "laporan pelanggaran (WBS)"}


def deskless_note(above: HandledAbove) -> str:
    """Why nil does not say that nothing came in; empty where the unit has desks of its own."""
    kinds = [name for kind, name in _OF_KIND.items() if kind in above.deskless]
    if not kinds:
        return ""
    return (
        f"Unit ini tidak memiliki meja pengelola sendiri untuk {' dan '.join(kinds)}; yang masuk tentang unit ini "
        "ditangani dan dihitung di atasnya. Nihil di sini tidak berarti bahwa tidak ada yang dilaporkan."
    )

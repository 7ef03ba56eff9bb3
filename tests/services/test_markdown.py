"""Officers' Markdown: a small subset, and nothing else whatever is written."""

import re

import pytest

from wbs.services.markdown import TAGS, harmless, to_html
from wbs.web.cleaned import Cleaned

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](http://insecure.example)",
    "[x](//elsewhere.example)",
    "[x](/lacak/keluar)",
    '[x](https://a.example "onmouseover=alert(1)")',
    "![gambar](https://a.example/p.png)",
    "<a href='https://a.example' style='position:fixed'>x</a>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "`<b>`\n\n    <iframe src=https://a.example>",
    "[a]: javascript:alert(1)\n[a]",
    '<https://a.example/"onclick=alert(1)>',
    "# judul\n\n---\n\n| a | b |\n|---|---|\n| c | d |",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_but_the_allow_list_comes_out(text: str) -> None:
    html = to_html(text)

    for tag, attributes in re.findall(r"<(\w+)((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>", html):
        assert tag in TAGS
        assert attributes == ""
    known = "|".join(sorted(TAGS))
    assert not re.search(rf"<(?!/?(?:{known})[\s>/])", html)


def test_the_subset_is_understood() -> None:
    text = "**tebal** *miring* `kode`\nbaris\n\n- satu\n- dua\n\n> kutipan"

    html = to_html(text)

    for tag in ("strong", "em", "code", "br", "ul", "li", "blockquote"):
        assert f"<{tag}>" in html


def test_a_link_is_text_whose_address_can_be_read() -> None:
    assert to_html("[di sini](https://a.example)") == "<p>[di sini](https://a.example)</p>\n"
    assert harmless('<a href="https://a.example">di sini</a>') == "di sini"


def test_plain_words_stay_as_they_are() -> None:
    assert to_html("3 < 5 & 5 > 3") == "<p>3 &lt; 5 &amp; 5 &gt; 3</p>\n"


def test_the_last_guard_stands_alone() -> None:
    assert harmless('<p onclick="x()">a</p><script>b()</script>') == "<p>a</p>"


def test_html_stored_by_somebody_else_is_cleaned_where_it_is_shown() -> None:
    shown = Cleaned('<p>baik<img src=x onerror="x()"></p>')

    assert shown.__html__() == "<p>baik</p>"
    assert "baik" not in repr(shown)

"""Bytes frozen when the format was fixed, opened again at every start.

The wheel below may change under the same version range; these bytes may not. Run once by bootstrap.
"""

from base64 import b64decode

from cryptography.exceptions import UnsupportedAlgorithm

from wbs.sealing.body import open_body, seal_body
from wbs.sealing.box import Purpose, open_box, seal_box
from wbs.sealing.errors import SealingError, SelfTestFailed
from wbs.sealing.key import Key
from wbs.sealing.keypair import fingerprint, public_key_of
from wbs.sealing.labels import Artefact
from wbs.sealing.officer_key import unwrap_seed_by_password
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS, PasswordGate

SEED = Key(bytes(range(32)))
SECRET = Key(bytes(range(32, 64)))
SUBJECT, RECIPIENT, OFFICER, EPOCH = "self test", "desk", "officer", 1
PASSWORD = "self test"  # noqa: S105 (opens nothing but the bytes below)
FINGERPRINT = "4a6a e3ae 598e 3ab2 0643 a04d 4d9a a411 ce77 4f4a"
FROZEN_BOX = b64decode(
    """
    V0IBQnkEKYftQwC4Am9GkKNh5nz2oI7/rHwH+fxyzBj7/FefM/dZNnxELEIwBJ6MxVZ3zNjMK4yPbiZKCyaQZ3kT
    fFzId2qP8Z6hfaDgvq1LYk3HTAGPq/9TeFQpiOTrhos9G8JQXMOSE4ZX/o6L8TPm+jI0jE50z5p5cZ2eAkLnuhOp
    sB/AuSO/g0CKzlE6IKi+NwQdg/yasnyZznxQ5cTapOQlSFlmGeuPEsWJrLveqCOjz2fqxEOnbMrfmXku45Lzw99D
    ahzxru0/NU6lj2PtCYVp7MITtPVYWzfZSvP0kgSnI/7AOYhO7w6N26APyy/Qr356bay390447tXfYg4JxtxRQHAk
    xAFmhEdpbnukNHpnR+IEw1Sd1WfgC+4+lh9T2p0cEkEm5b2Cbdcku88eDWQ0NuSq0KgTYTbiibifB+9htArvbS+q
    eUQfxFENeh/raCFl8vcD2fAhmyHWgZ5X0IE4oXL5GosihK4EHxjN0/26yPOJRdSP+8qe8KF32zPo20fT1+DV28kA
    uu3KedErq+ZhOIQCvN7OKC1GQc/NxukcgNJ2H68szeG8sRkRG0z7t0dZKmil8Z8zjAesgB+/kYxeO+FKxuEccMHu
    quxYnq9SkF3RvK3UxryN4PelZfXJC1yiC2Utp3a4ldjzoFvpdbPW1U4hhijq4SDZLQo0Pd3avm6tNsjLoTQykczN
    lhnxp0CuUD7BuPFNt6jz+t88wagSHmQmKtRV+bLjTWL6MK/ycWXBDmLajDCdcAU2+M+O5XTbMnGIUWcb8ZCtxsAl
    SXviBN2WAR5RFAIIh+i3thYQnyCgqOFkmuMljMehTPRECbsnFKepiDvbt7cJMd4IXRtvLVubPoqkf/qGw4Bqzbf7
    fkuhU1F2sFBgNcWAh0oCujyiUqzJQC6a7IhOYCT+1+fqK2CcJkFIGwxWGL+DYCnCTqGMabyHRNjVojw1zC0cCrCN
    zIAUUpY21MMKrVuIaUVg4qes6Q5El/mofmNUhMGYjU0Mtfxk8TnIb6bFFf3OLIJXvhDTJc6/ZqXtUg1iPiD/AIsy
    SFxgp/TkSWNhMnydeX5+ixyvl3Y4iNkF88JTzs8mVQ6cMpWguAnfPy4PSgPRGpHC9wbl//tW+OjmYd5T3iAQOBGk
    KXlyIKcV+YPXmR/vwEt+BzbX9uiH9TMetOuHKi0+QAQduPiku3u0SI/2N8YLzpw67rSj8rwJURX9lHrf1+G8jg91
    CT/7sleSPcvcdn3ACQ+oOmqxQkjRjENfnC+9TSoIT/21+xQE6neqyJS39roaKlVmCXI3le0k3pt8IgTEZXOoKVOt
    FbjApm+KM+HURw8iMfLmbUQBQlnwjKzYx+T613P6+FNeoAmX4SxFz5DcMtKFnpAhYYXE+9QsqjwOQ7smGnKW5yWq
    PljB96bZ6Qt0/QxPnN+E6pFNXX/6eQKUOI+HB3hxyPE7pPxpDxCxrorAv4IhuGTFiUSswLOonVjJjV4ZK3Bcw/wH
    tTdEgnBs+9IpBEO23YRyLHo6YhR+WODeygyJY56Di1Sj7LRgJJLLmfuUUGGKGu0x2zs=
    """
)
FROZEN_WRAP = b64decode(
    """
    V0IBQwW9avOBg9+cxGgL7T7h1YGF3pbuLgEpO3yKFuucJ7zjRbn1Fv/XXysm70Bm+4UvkidEyPWfoy8/yUA3Jlmz
    InZRUQMXIyz9FnWT61MBVCETOPj3B5Lul6Y1mGMfENvmGSYHg0T7ibfx
    """
)
FROZEN_PASSWORD_WRAP = b64decode(
    """
    V0IBUAAAAAEAAAAIAAAAAT7pQgB0XA/PE/KZk/0Lzw/QbEs5HWlqMk7wfC1vL+Vd6y3QQv1ojRvI0Fc+vOV3CLb8
    b8PHbAjQ8h0iRgxOmPrCeYJznCgmzafZ52H+LFlMpYV22IoKfPCn5NkwyMEA0S8thuV+FOVFCw2Ov5EVEIqgW9lt
    tNvXUA==
    """
)


def _open_frozen() -> list[Key]:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=1)
    return [
        _open(FROZEN_BOX),
        Key(open_body(Artefact.CODE_WRAP, SEED, (SUBJECT,), FROZEN_WRAP)),
        unwrap_seed_by_password(FROZEN_PASSWORD_WRAP, PASSWORD, OFFICER, gate),
    ]


def _open(box: bytes) -> Key:
    purpose = Purpose.CASE_TO_DESK
    return open_box(box, SEED, purpose, subject=SUBJECT, recipient=RECIPIENT, epoch=EPOCH)


def _round_trip() -> list[Key]:
    box = seal_box(
        SECRET,
        public_key_of(SEED),
        Purpose.CASE_TO_DESK,
        subject=SUBJECT,
        recipient=RECIPIENT,
        epoch=EPOCH,
    )
    wrap = seal_body(Artefact.CODE_WRAP, SEED, (SUBJECT,), SECRET.raw)
    return [_open(box), Key(open_body(Artefact.CODE_WRAP, SEED, (SUBJECT,), wrap))]


def self_test() -> None:
    """Return if this machine seals and opens as the format says.

    Raises:
        SelfTestFailed: it does not, and nothing may be sealed with it.
    """
    try:
        opened = _open_frozen() + _round_trip()
    except (SealingError, UnsupportedAlgorithm) as error:
        raise SelfTestFailed("frozen bytes do not open") from error
    if opened != [SECRET] * 5 or fingerprint(public_key_of(SEED)) != FINGERPRINT:
        raise SelfTestFailed("frozen bytes open to something else")

"""Settings: complete and frozen, or refused with every key named."""

import pickle
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from wbs.bootstrap import build_context
from wbs.new_settings import (
    Installation,
    add_key,
    portable_settings,
    write_new_settings,
    write_private,
)
from wbs.settings import (
    EvidenceSettings,
    OfficerSettings,
    ReporterSettings,
    Secret,
    Settings,
    SettingsError,
)
from wbs.settings_file import read_settings

INSTALLATION = Installation(
    instance_name='Kementerian "Contoh"',
    log_name="wbs.example.test",
    reporter_hosts=("lapor.example.test",),
    officer_hosts=("petugas.example.test",),
    port=8123,
    tls="proxy",
)


NUMBERS = count(1)


def bytes_never_twice(length: int) -> bytes:
    return next(NUMBERS).to_bytes(length, "big")


@pytest.fixture
def written(data_dir: Path) -> Path:
    write_new_settings(data_dir, INSTALLATION, bytes_never_twice)
    return data_dir


def change(data_dir: Path, old: str, new: str) -> None:
    path = data_dir / "settings.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def problems(data_dir: Path, **environ: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(data_dir, environ)
    return "\n".join(caught.value.problems)


def test_what_init_writes_is_read_as_it_was_meant(written: Path) -> None:
    settings = read_settings(written, {})

    assert settings.instance.name == 'Kementerian "Contoh"'
    assert settings.server.port == 8123
    assert settings.reporter is not None
    assert settings.reporter.hosts == ("lapor.example.test",)
    assert settings.database_url == f"sqlite:///{written.resolve()}/wbs.sqlite"


def test_nobody_else_may_read_what_init_writes(written: Path) -> None:
    modes = {p.name: p.stat().st_mode & 0o777 for p in [written, *written.rglob("*")]}

    assert {m for n, m in modes.items() if n.endswith((".toml", ".key"))} == {0o600}
    assert modes["secrets"] == modes[written.name] == 0o700


def test_init_never_writes_over_settings(written: Path) -> None:
    before = (written / "settings.toml").read_bytes()

    with pytest.raises(FileExistsError):
        write_new_settings(written, INSTALLATION, bytes_never_twice)

    assert (written / "settings.toml").read_bytes() == before


@pytest.mark.parametrize(("tls", "trusted"), [("proxy", 1), ("own", 0), ("none", 0)])
def test_a_new_installation_tells_sources_apart_behind_its_proxy_and_believes_no_stranger(
    data_dir: Path, tls: str, trusted: int
) -> None:
    local = replace(INSTALLATION, reporter_hosts=("localhost",), officer_hosts=("localhost",))
    write_new_settings(data_dir, replace(local, tls=tls), bytes_never_twice)
    write_private(data_dir / "k.pem", "")
    certificate = {"WBS_SERVER_TLS_CERTIFICATE": "c.pem", "WBS_SERVER_TLS_KEY": "k.pem"}

    settings = read_settings(data_dir, certificate if tls == "own" else {})

    assert settings.server.trusted_proxies == trusted


def test_the_two_applications_share_neither_key_nor_cookie(written: Path) -> None:
    settings = read_settings(written, {})

    assert settings.reporter is not None
    assert settings.officer is not None
    assert settings.reporter.secret_key != settings.officer.secret_key
    assert ReporterSettings.cookie_name != OfficerSettings.cookie_name


def test_one_secret_for_both_applications_is_refused(written: Path) -> None:
    same = (written / "secrets" / "reporter.key").read_text()
    (written / "secrets" / "officer.key").write_text(same)

    assert "must differ" in problems(written)


def test_the_environment_goes_over_the_file(written: Path) -> None:
    settings = read_settings(
        written,
        {
            "WBS_LIMITS_SUBMISSIONS": "9000",
            "WBS_REPORTER_HOSTS": "a.test, b.test",
            "WBS_REPORTER_SECRET_KEY": "k" * 40,
            "HOME": "/nowhere",
            "WBS_DATA": "elsewhere",
        },
    )

    assert settings.limits.submissions == 9000
    assert settings.reporter == ReporterSettings(("a.test", "b.test"), Secret("k" * 40))


def test_a_secret_may_lie_in_a_file_the_environment_names(written: Path, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.key"
    file.write_text("s" * 64 + "\n")
    file.chmod(0o600)

    settings = read_settings(written, {"WBS_OFFICER_SECRET_KEY_FILE": str(file)})

    assert settings.officer is not None
    assert settings.officer.secret_key == Secret("s" * 64)


def test_every_unknown_and_every_missing_key_is_named(written: Path) -> None:
    change(written, 'log_name = "wbs.example.test"', 'log_nmae = "x"')
    change(written, "[server]", "[servre]\nport = 1\n\n[server]")

    told = problems(written, WBS_LIMITS_SUBMISIONS="3")

    assert "unknown key instance.log_nmae" in told
    assert "missing key instance.log_name (or WBS_INSTANCE_LOG_NAME)" in told
    assert "unknown section [servre]" in told
    assert "unknown variable WBS_LIMITS_SUBMISIONS" in told


def test_a_secret_in_the_file_itself_is_unknown(written: Path) -> None:
    change(written, 'secret_key_file = "secrets/reporter.key"', f'secret_key = "{"x" * 40}"')

    assert "unknown key reporter.secret_key" in problems(written)


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o666, 0o620], ids=oct)
def test_a_secret_others_may_read_or_write_is_refused(written: Path, mode: int) -> None:
    (written / "secrets" / "officer.key").chmod(mode)

    assert "officer.secret_key_file is open to others" in problems(written)


def test_a_group_of_ones_own_may_read_a_secret(written: Path) -> None:
    (written / "secrets" / "officer.key").chmod(0o640)

    assert read_settings(written, {}).officer is not None


def test_a_short_secret_is_refused(written: Path) -> None:
    (written / "secrets" / "officer.key").write_text("changeme\n")

    assert "officer.secret_key is shorter than 32 characters" in problems(written)


def test_a_missing_file_of_a_secret_is_named(written: Path) -> None:
    (written / "secrets" / "officer.key").unlink()

    assert "officer.secret_key_file cannot be read" in problems(written)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("port = 8123", 'port = "eight"', "server.port must be a whole number"),
        ("port = 8123", "port = true", "server.port must be a whole number"),
        ("port = 8123", "port = 0", "server.port must be at least 1"),
        ('tls = "proxy"', 'tls = "yes"', "server.tls must be one of own, proxy, none"),
        ('tls = "proxy"', 'tls = "own"', "server.tls_certificate and server.tls_key are needed"),
        ('tls = "proxy"', 'tls = "none"', "server.tls none is only for 127.0.0.1"),
        ('hosts = ["lapor.example.test"]', "hosts = []", "reporter.hosts must be a list"),
        ('hosts = ["lapor.example.test"]', "hosts = 7", "reporter.hosts must be a list"),
        ('log_name = "wbs.example.test"', "log_name = 7", "instance.log_name must be text"),
        ("[server]", "[server", "is not TOML"),
    ],
)
def test_a_value_that_cannot_be_is_refused(written: Path, old: str, new: str, told: str) -> None:
    change(written, old, new)

    assert told in problems(written)


def test_a_tls_key_others_may_read_is_refused(written: Path) -> None:
    (written / "k.pem").touch(mode=0o644)
    own = {
        "WBS_SERVER_TLS": "own",
        "WBS_SERVER_TLS_CERTIFICATE": "c.pem",
        "WBS_SERVER_TLS_KEY": "k.pem",
    }

    assert "server.tls_key is open to others" in problems(written, **own)


def test_a_process_of_reporters_alone_needs_no_officers_secret(written: Path) -> None:
    text = (written / "settings.toml").read_text()
    (written / "settings.toml").write_text(text[: text.index("[officer]")])
    (written / "secrets" / "officer.key").unlink()

    settings = read_settings(written, {})

    assert settings.officer is None
    assert settings.reporter is not None


def test_settings_without_any_application_are_refused(written: Path) -> None:
    text = (written / "settings.toml").read_text()
    (written / "settings.toml").write_text(text[: text.index("[reporter]")])

    assert "missing section [reporter] or [officer]" in problems(written)


def test_a_folder_without_settings_is_refused(data_dir: Path) -> None:
    assert "settings.toml cannot be read" in problems(data_dir)


def test_a_secret_shows_itself_nowhere(written: Path) -> None:
    settings = read_settings(written, {"WBS_OFFICER_SECRET_KEY": "hidden-" * 8})

    assert "hidden" not in f"{settings} {settings!r}"
    with pytest.raises(TypeError):
        pickle.dumps(settings)


def test_the_instance_key_is_written_for_the_owner_alone_and_differs_from_the_others(
    written: Path,
) -> None:
    settings = read_settings(written, {})

    assert settings.evidence is not None
    assert settings.officer is not None
    assert len(bytes.fromhex(settings.evidence.instance_key.reveal())) == 32
    assert settings.evidence.instance_key != settings.officer.secret_key
    assert (written / "secrets" / "evidence.key").stat().st_mode & 0o777 == 0o600


def test_an_instance_key_that_is_gone_open_or_the_officers_is_refused(written: Path) -> None:
    key = written / "secrets" / "evidence.key"
    key.chmod(0o644)
    assert "evidence.instance_key_file is open to others" in problems(written)
    key.unlink()
    assert "evidence.instance_key_file cannot be read" in problems(written)
    write_private(key, (written / "secrets" / "officer.key").read_text())
    assert problems(written) == "evidence.instance_key and officer.secret_key must differ"


def test_a_host_of_reporters_alone_holds_no_instance_key(written: Path) -> None:
    path = written / "settings.toml"
    before, rest = path.read_text().split("[officer]")
    path.write_text(before + "[evidence]" + rest.split("[evidence]")[1])
    assert "section [evidence] is for hosts of officers" in problems(written)

    path.write_text(before)
    assert read_settings(written, {}).evidence is None


def test_older_settings_get_the_section_and_a_key_that_is_there_is_kept(written: Path) -> None:
    path, key = written / "settings.toml", written / "secrets" / "evidence.key"
    whole, secret = path.read_text(), key.read_text()
    path.write_text(whole.split("[evidence]")[0])
    assert read_settings(written, {}).evidence is None

    add_key(written, "evidence", bytes_never_twice)

    settings = read_settings(written, {})
    assert settings.evidence is not None
    assert settings.evidence.instance_key.reveal() == secret.strip()
    assert settings.instance.name == INSTALLATION.instance_name


def test_an_instance_key_that_is_no_key_is_refused(settings: Settings) -> None:
    odd = EvidenceSettings(Secret("bukan kunci, melainkan kalimat yang panjang sekali"))

    with pytest.raises(SettingsError, match="64 hexadecimal digits"):
        build_context(replace(settings, evidence=odd))


MAIL = """
[mail]
host = "surel.example.test"
sender = "sistem@example.test"
"""


def with_mail(written: Path, more: str = "") -> None:
    with (written / "settings.toml").open("a") as file:
        file.write(MAIL + more)


def test_without_its_section_there_is_no_mail(written: Path) -> None:
    assert read_settings(written, {}).mail is None


def test_a_mail_server_needs_a_host_a_sender_and_a_password_for_its_user(written: Path) -> None:
    assert "missing key mail.host" in problems(written, WBS_MAIL_PORT="25")
    with_mail(written, 'username = "sistem"\n')
    assert "mail.password_file is needed" in problems(written)

    write_private(written / "secrets" / "mail.password", "pendek\n")
    change(
        written, 'username = "sistem"', 'username = "s"\npassword_file = "secrets/mail.password"'
    )
    mail = read_settings(written, {}).mail

    assert mail is not None
    assert (mail.password.reveal(), mail.port, mail.tls, mail.hour) == (
        "pendek",
        587,
        "starttls",
        7,
    )
    assert "pendek" not in repr(mail)


def test_a_mail_password_may_stand_in_the_environment(written: Path) -> None:
    with_mail(written, 'username = "sistem"\n')

    mail = read_settings(
        written, {"WBS_MAIL_PASSWORD": "pendek", "WBS_MAIL_CA_FILE": "ca.pem"}
    ).mail

    assert mail is not None
    assert (mail.password.reveal(), mail.ca_file) == ("pendek", "ca.pem")


def test_an_open_mail_password_is_refused(written: Path) -> None:
    with_mail(written, 'username = "s"\npassword_file = "secrets/mail.password"\n')
    write_private(written / "secrets" / "mail.password", "pendek\n")
    (written / "secrets" / "mail.password").chmod(0o644)

    assert "mail.password_file is open to others" in problems(written)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('tls = "ssl"', "mail.tls must be one of"),
        ('tls = "none"\nusername = "s"', "would send the password in clear"),
        ("hour = 3", "mail.hour must be from 4 to 20"),
        ("hour = 21", "mail.hour must be from 4 to 20"),
        ("domains = []", "mail.domains must be a list"),
    ],
)
def test_mail_that_cannot_be_is_refused(written: Path, line: str, said: str) -> None:
    with_mail(written, line + "\n")

    assert said in problems(written)


@pytest.mark.parametrize("sender", ["sistem", "@example.test", "sistem@", ""])
def test_a_sender_is_an_address(written: Path, sender: str) -> None:
    with_mail(written)
    change(written, "sistem@example.test", sender)

    assert "mail.sender must be an address" in problems(written)


def test_a_host_without_officers_sends_no_mail(written: Path) -> None:
    with_mail(written)
    text = (written / "settings.toml").read_text()
    cut = text[: text.index("[officer]")] + text[text.index("[mail]") :]
    (written / "settings.toml").write_text(cut)

    assert "[mail] is for hosts of officers" in problems(written)


def test_the_queue_lies_in_the_folder_or_at_redis(written: Path) -> None:
    assert read_settings(written, {}).jobs.url == ""
    assert read_settings(written, {"WBS_JOBS_URL": "redis://q/3"}).jobs.url == "redis://q/3"
    assert "jobs.url must be empty or redis" in problems(written, WBS_JOBS_URL="sqlite:///q")


ROLE = "postgresql://lapor@db/wbs"
OWNER = "postgresql://wbs@db/wbs"


def test_a_machine_of_reporters_alone_reaches_the_database_as_their_role(written: Path) -> None:
    path = written / "settings.toml"
    cut = path.read_text()[: path.read_text().index("[officer]")]
    path.write_text(cut.replace('url = "sqlite:///wbs.sqlite"', f'reporter_url = "{ROLE}"'))

    settings = read_settings(written, {})

    assert settings.is_told
    assert settings.database_url == ROLE


def test_beside_officers_the_reporters_address_is_one_of_two(written: Path) -> None:
    environ = {"WBS_DATABASE_URL": OWNER, "WBS_DATABASE_REPORTER_URL": ROLE}

    settings = read_settings(written, environ)

    assert not settings.is_told
    assert settings.database_url == OWNER


@pytest.mark.parametrize(
    ("url", "own", "without", "told"),
    [
        ("", "sqlite:///lapor.sqlite", "", "must be postgresql://"),
        ("", ROLE, "", "both are postgresql://"),
        (OWNER, OWNER, "", "must name different roles"),
        (OWNER, ROLE, "[officer]", "database.url lists every case: take it out"),
        (OWNER, ROLE, "[reporter]", "for hosts of reporters"),
    ],
)
def test_a_reporters_address_that_gives_them_more_or_nothing_is_refused(
    written: Path, url: str, own: str, without: str, told: str
) -> None:
    path = written / "settings.toml"
    text = path.read_text()
    if without == "[officer]":
        path.write_text(text[: text.index(without)])
    elif without:
        cut = text[: text.index(without)] + text[text.index("[officer]") : text.index("[promise]")]
        path.write_text(cut)
    environ = {"WBS_DATABASE_REPORTER_URL": own, **({"WBS_DATABASE_URL": url} if url else {})}

    assert told in problems(written, **environ)


def test_the_reporters_address_stays_out_of_backups(written: Path) -> None:
    environ = {"WBS_DATABASE_URL": OWNER, "WBS_DATABASE_REPORTER_URL": ROLE}

    assert "lapor@db" not in portable_settings(read_settings(written, environ))

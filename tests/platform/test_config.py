"""The settings: what is taken, what is refused and with which sentence."""

import dataclasses
from pathlib import Path

import pytest

from madoguchi import variables
from madoguchi.config import BadSetting, Config, LogLevel, Mode, Role, Security
from madoguchi.database import Database, socket_directory

HOME = {"HOME": "/home/ann"}
PRODUCTION = {
    **HOME,
    "MADOGUCHI_MODE": "production",
    "MADOGUCHI_SECRET_KEY": "s" * 50,
    "MADOGUCHI_SECRETS_KEY": "k" * 32,
    "MADOGUCHI_DELIVERY_HOST": "mail.example.jp",
}


def refusal(environ: dict[str, str]) -> str:
    with pytest.raises(BadSetting) as refused:
        Config.from_environment({**HOME, **environ})
    return str(refused.value)


def test_an_empty_environment_gives_the_demo() -> None:
    config = Config.from_environment(HOME)

    assert config.mode is Mode.DEMO
    assert config.home == Path("/home/ann/.local/share/madoguchi")
    assert (config.port, config.smtp_port, config.demo_smtp_port) == (8000, 8025, 8026)
    assert config.public_url == "http://127.0.0.1:8000"
    assert config.is_embedded
    assert not config.secure_cookies
    assert (config.delivery.host, config.delivery.port) == ("127.0.0.1", 8026)
    assert config.delivery.security is Security.NONE
    assert config.log_level is LogLevel.INFO


def test_an_empty_value_counts_as_not_set() -> None:
    assert Config.from_environment({**HOME, "MADOGUCHI_PORT": "", "DATABASE_URL": ""}).port == 8000


def test_without_a_home_variable_the_home_of_the_account_is_used() -> None:
    assert Config.from_environment({"HOME": ""}).home.is_absolute()


@pytest.mark.parametrize("port", ["0", "65536", "８０００", "-1", "80a", " 80"])
def test_what_is_not_a_port_is_refused_with_what_is_right(port: str) -> None:
    sentence = refusal({"MADOGUCHI_PORT": port})

    assert "MADOGUCHI_PORT の値が正しくありません。" in sentence
    assert "1–65535" in sentence


@pytest.mark.parametrize(
    "where", ["localhost", "localhost:", ":3310", "scanner:0", "run/clamd.sock"]
)
def test_what_is_not_the_place_of_a_scanner_is_refused(where: str) -> None:
    assert "HOST:PORT" in refusal({"MADOGUCHI_CLAMAV": where})


@pytest.mark.parametrize("where", ["", "scanner:3310", "/run/clamav/clamd.ctl"])
def test_a_scanner_is_at_a_port_or_at_a_socket_or_nowhere(where: str) -> None:
    assert Config.from_environment({**HOME, "MADOGUCHI_CLAMAV": where}).clamav == where


def test_an_unknown_mode_is_refused_with_the_known_ones() -> None:
    assert "demo, production, test" in refusal({"MADOGUCHI_MODE": "prod"})


def test_a_misspelt_variable_is_refused_with_the_nearest_known_one() -> None:
    assert "did you mean MADOGUCHI_SMTP_PORT?" in refusal({"MADOGUCHI_SMPT_PORT": "25"})


def test_two_servers_on_one_port_are_refused() -> None:
    assert "must differ" in refusal({"MADOGUCHI_PORT": "8025"})


def test_production_refuses_to_start_without_its_own_secret() -> None:
    assert "MADOGUCHI_SECRET_KEY" in refusal({**PRODUCTION, "MADOGUCHI_SECRET_KEY": ""})


def test_production_refuses_the_secret_of_the_demo() -> None:
    known = Config.from_environment(HOME).secret_key

    assert "MADOGUCHI_SECRET_KEY" in refusal({**PRODUCTION, "MADOGUCHI_SECRET_KEY": known})


def test_production_refuses_a_short_secret() -> None:
    assert "50 characters" in refusal({**PRODUCTION, "MADOGUCHI_SECRET_KEY": "s" * 49})


def test_production_refuses_to_start_without_a_delivering_mail_server() -> None:
    assert "MADOGUCHI_DELIVERY_HOST" in refusal({**PRODUCTION, "MADOGUCHI_DELIVERY_HOST": ""})


def test_production_with_its_secrets_starts() -> None:
    config = Config.from_environment({**PRODUCTION, "MADOGUCHI_PUBLIC_URL": "https://desk.test/"})

    assert config.public_url == "https://desk.test"
    assert config.secure_cookies
    assert config.allowed_hosts == ("desk.test",)


@pytest.mark.parametrize(("security", "port"), [("none", 25), ("starttls", 587), ("tls", 465)])
def test_the_delivery_port_follows_the_protection(security: str, port: int) -> None:
    config = Config.from_environment({**PRODUCTION, "MADOGUCHI_DELIVERY_SECURITY": security})

    assert config.delivery.port == port


def test_the_public_address_follows_host_and_port() -> None:
    environ = {**HOME, "MADOGUCHI_HOST": "0.0.0.0", "MADOGUCHI_PORT": "9000"}
    sixth = {**HOME, "MADOGUCHI_HOST": "::"}

    assert Config.from_environment(environ).public_url == "http://127.0.0.1:9000"
    assert Config.from_environment(sixth).public_url == "http://[::1]:8000"
    assert Config.from_environment(sixth).allowed_hosts == ("[::1]", "127.0.0.1", "localhost")


@pytest.mark.parametrize("url", ["desk.test", "ftp://desk.test", "https://desk.test/a", "http://"])
def test_what_is_not_the_address_of_a_site_is_refused(url: str) -> None:
    assert "https://desk.example.jp" in refusal({"MADOGUCHI_PUBLIC_URL": url})


def test_no_secret_shows_when_the_settings_are_printed() -> None:
    environ = {
        **PRODUCTION,
        "MADOGUCHI_SECRET_KEY": "topsecret" * 6,
        "MADOGUCHI_DELIVERY_PASSWORD": "topsecret",
        "DATABASE_URL": "postgresql://ann:topsecret@db/desk",
    }

    assert "topsecret" not in repr(Config.from_environment(environ))


def test_the_embedded_database_has_two_logins_on_one_socket() -> None:
    config = Config.from_environment({**HOME, "MADOGUCHI_HOME": "/srv/desk"})

    assert config.database(Role.APP) == Database(
        host="/srv/desk/s", port=5432, name="madoguchi", user="madoguchi_app"
    )
    assert config.database(Role.OWNER).user == "madoguchi_owner"


def test_a_data_folder_with_a_long_path_gets_a_short_socket_folder_of_its_own() -> None:
    long, longer = Path("/srv/" + "d" * 90), Path("/srv/" + "d" * 91)

    assert len(str(socket_directory(long))) < 70
    assert socket_directory(long) == socket_directory(long)
    assert socket_directory(long) != socket_directory(longer)


def test_one_login_alone_puts_on_the_role_of_the_application() -> None:
    environ = {**HOME, "DATABASE_URL": "postgres://me:p%40ss@db.test:6432/desk?sslmode=require"}
    config = Config.from_environment(environ)

    assert config.database(Role.OWNER) == Database(
        host="db.test",
        port=6432,
        name="desk",
        user="me",
        password="p@ss",
        options={"sslmode": "require"},
    )
    assert config.database(Role.APP).options["options"] == "-c role=madoguchi_app"


def test_two_logins_connect_plainly_each_as_itself() -> None:
    environ = {
        **HOME,
        "DATABASE_URL": "postgresql:///desk?host=/run/postgresql&user=app",
        "MADOGUCHI_OWNER_DATABASE_URL": "postgresql://owner@%2Frun%2Fpostgresql/desk",
    }
    config = Config.from_environment(environ)

    assert config.database(Role.APP) == Database(
        host="/run/postgresql", port=5432, name="desk", user="app"
    )
    assert config.database(Role.OWNER).user == "owner"
    assert config.database(Role.OWNER).host == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a@b/c",
        "postgresql://a@b",
        "postgresql://a:topsecret%zz@b/c",
        "postgresql://a@b:x/c",
    ],
)
def test_what_is_not_the_address_of_a_database_is_refused_without_showing_it(url: str) -> None:
    assert "topsecret" not in refusal({"DATABASE_URL": url})


def test_the_owner_of_no_database_is_refused() -> None:
    assert "DATABASE_URL" in refusal({"MADOGUCHI_OWNER_DATABASE_URL": "postgresql://a@b/c"})


def test_a_connection_string_carries_everything() -> None:
    database = Database.parse("postgresql://me:a%20b@db.test/desk?sslmode=require")

    assert database.acting_as("madoguchi_app").conninfo() == (
        "host=db.test port=5432 dbname=desk user=me password='a b' sslmode=require "
        "options='-c role=madoguchi_app'"
    )


def test_the_page_of_settings_is_true() -> None:
    page = Path(__file__).parents[2] / "docs/reference/settings.md"

    assert page.read_text(encoding="utf-8") == variables.reference()


def test_every_variable_is_listed_once() -> None:
    declared = [one for one in vars(variables).values() if isinstance(one, variables.Setting)]

    assert len({one.variable for one in variables.ALL}) == len(variables.ALL)
    assert {one.variable for one in declared} == {one.variable for one in variables.ALL}


def test_the_settings_cannot_be_changed() -> None:
    config = Config.from_environment(HOME)

    with pytest.raises(dataclasses.FrozenInstanceError):
        config.port = 1  # type: ignore[misc] # that it is refused is the point

"""Settings that came with the articles: what they may not say, and whose files are not read at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.errors import ConfigError
from factcheck.settings.config import Config
from factcheck.settings.layers import candidates, settle
from factcheck.settings.trust import FromUser, own_file

NOBODY = 65534
ROOT_ALONE = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def own() -> Iterator[Path]:
    """The user's own file, which goes away with the test."""
    file = own_file()
    assert file
    file.parent.mkdir(parents=True, exist_ok=True)
    yield file
    file.unlink(missing_ok=True)


REFUSED = [
    ('[ledger]\nurl = "postgresql+psycopg://desk:word@evil.example/x"', "ledger.url", "FACTCHECK_LEDGER__URL="),
    ('[ledger]\nurl = "sqlite:////var/elsewhere.sqlite"', "ledger.url", "FACTCHECK_LEDGER__URL=sqlite:////var/else"),
    ('[ledger]\nurl = "sqlite:///../elsewhere.sqlite"', "ledger.url", "FACTCHECK_LEDGER__URL=sqlite:///"),
    ('[encoder]\nmodel = "somebody/model"', "encoder.model", "FACTCHECK_ENCODER__MODEL=somebody/model"),
    ('[encoder]\nmodel = "models/ours"', "encoder.model", "FACTCHECK_ENCODER__MODEL=models/ours"),
    ('[parser]\nmodel = "/srv/pipeline"', "parser.model", "FACTCHECK_PARSER__MODEL=/srv/pipeline"),
    ('[aligner]\nname = "cross_encoder"\nmodel = "a/b"', "aligner.model", "FACTCHECK_ALIGNER__MODEL=a/b"),
    ('[judge]\nname = "cross_encoder"\nmodel = "a/b"', "judge.model", "FACTCHECK_JUDGE__MODEL=a/b"),
    ('[judge]\nname = "openai_compatible"', "judge.name", "FACTCHECK_JUDGE__NAME=openai_compatible"),
    (
        '[judge.server]\nurl = "http://10.0.0.7/v1"',
        "judge.server.url",
        "FACTCHECK_JUDGE__SERVER__URL=http://10.0.0.7/v1",
    ),
    ('[judge.server]\nhosts = ["evil.example"]', "judge.server.hosts", 'JUDGE__SERVER__HOSTS=["evil.example"]'),
    ('[fetch]\nallow = ["10.0.0.1"]', "fetch.allow", 'FACTCHECK_FETCH__ALLOW=["10.0.0.1"]'),
    ('[cache]\nfolder = "cache"', "cache.folder", "FACTCHECK_CACHE__FOLDER=cache"),
    ('[alignment]\ndecision = "/srv/card.json"', "alignment.decision", "FACTCHECK_ALIGNMENT__DECISION=/srv/card.json"),
]


@pytest.mark.parametrize(("text", "key", "words"), REFUSED)
@pytest.mark.parametrize("name", ["factcheck.toml", "pyproject.toml"])
def test_what_could_betray_is_not_taken_from_a_folders_file(house: Path, text: str, key: str, words: str, name: str):
    """The message has the words that allow it, and no password."""
    section = (
        text
        if name == "factcheck.toml"
        else text.replace("\n[", "\n[tool.factcheck.").replace("[", "[tool.factcheck.", 1)
    )
    (house / name).write_text(section, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        settle(house)
    told = str(refused.value)
    assert told.startswith(f"{house / name}: {key} = ")
    assert words in told
    assert str(own_file()) in told
    assert ":word@" not in told


@pytest.mark.parametrize(("text", "key", "words"), REFUSED)
def test_the_user_may_say_all_of_it(house: Path, own: Path, text: str, key: str, words: str):
    """In a file of their own, in one that they name, and in the environment, as the message says it."""
    named = house / "named.toml"
    for file, settled in ((own, lambda: settle(house)), (named, lambda: settle(house, file=named))):
        file.write_text(text, encoding="utf-8")
        assert _at(settled().config, key) != _at(Config(), key)
        file.unlink()
    if ":word@" not in text:
        variable, _, value = words.removeprefix("FACTCHECK_").partition("=")
        assert _at(settle(house, environment={f"FACTCHECK_{variable}": value}).config, key) != _at(Config(), key)


def _at(config: Config, key: str) -> object:
    found: object = config
    for part in key.split("."):
        found = getattr(found, part)
    return found


@pytest.mark.parametrize(
    "text",
    [
        '[ledger]\nurl = "sqlite:///.factcheck/desk.sqlite"',
        '[ledger]\nurl = ""',
        '[encoder]\nname = "sentence_transformer"\nmodel = "all-MiniLM-L6-v2"',
        '[aligner]\nname = "cross_encoder"\nmodel = "shipped"',
        '[judge]\nname = "cross_encoder"',
        '[judge.server]\nseconds = 5\nhosts = []\nurl = "http://127.0.0.1:8080/v1"',
        '[alignment]\ndecision = "shipped"',
        '[gate]\nfail_on = "low"\n[kinds.figure]\nmin_confidence = 0.5',
    ],
)
def test_what_harms_nobody_may_stand_in_a_folder(house: Path, text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(house)
    (house / "drafts").mkdir()
    (house / "factcheck.toml").write_text(text, encoding="utf-8")
    assert settle(house / "drafts").files == (house / "factcheck.toml",)


def test_a_way_out_of_the_project_by_a_link_is_seen(house: Path, tmp_path_factory: pytest.TempPathFactory):
    (house / "inside").symlink_to(tmp_path_factory.mktemp("outside"))
    (house / "factcheck.toml").write_text('[ledger]\nurl = "sqlite:///inside/l.sqlite"', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"ledger\.url"):
        settle(house)


def test_a_setting_that_names_an_address_or_a_model_says_that_it_is_the_users():
    """Whoever adds one is told here; where it is not, the reason stands beside it in this test."""
    harmless = {"judge.server.model"}  # a name on a server
    ruled, named = set(), set()

    def walk(model: type, at: str) -> None:
        for name, field in model.model_fields.items():
            key = f"{at}.{name}".lstrip(".")
            if hasattr(field.annotation, "model_fields"):
                walk(field.annotation, key)
            if any(isinstance(rule, FromUser) for rule in field.metadata):
                ruled.add(key)
            if name in {"url", "model", "hosts", "host", "origins", "folder", "server"} and field.annotation in {
                str,
                tuple[str, ...],
            }:
                named.add(key)

    walk(Config, "")
    assert named - ruled == harmless
    assert ruled >= {"fetch.allow", "ledger.url", "judge.name", "judge.server.url", "alignment.decision"}


# --- whose files are read


def test_the_users_own_file_counts_least_of_the_files(house: Path, own: Path):
    own.write_text('[gate]\nfail_on = "low"\nwarn_only = true', encoding="utf-8")
    (house / "factcheck.toml").write_text('[gate]\nfail_on = "medium"', encoding="utf-8")
    settled = settle(house)
    assert (settled.config.gate.fail_on, settled.config.gate.warn_only) == ("medium", True)
    assert settled.files == (own, house / "factcheck.toml")
    assert candidates(house)[0] == own


def test_nothing_above_the_home_folder_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    desk = tmp_path / "home" / "ana" / "desk"
    desk.mkdir(parents=True)
    for place, text in ((tmp_path / "home", '[gate]\nfail_on = "low"'), (desk.parent, "[gate]\nwarn_only = true")):
        (place / "factcheck.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("HOME", str(desk.parent))
    gate = settle(desk).config.gate
    assert (gate.fail_on, gate.warn_only) == ("high", True)


def test_a_user_without_a_home_folder_has_no_file_of_their_own(house: Path, monkeypatch: pytest.MonkeyPatch):
    """Else a folder of the name "~" in a clone would be theirs."""
    import pwd

    def nobody(_: object) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.chdir(house)
    planted = house / "~" / ".config" / "factcheck" / "factcheck.toml"
    planted.parent.mkdir(parents=True)
    planted.write_text('[encoder]\nmodel = "evil/model"', encoding="utf-8")
    (house / "factcheck.toml").write_text('[gate]\nfail_on = "low"', encoding="utf-8")
    settled = settle(house)
    assert (settled.config.gate.fail_on, settled.config.encoder) == ("low", Config().encoder)


def test_a_file_of_ones_own_that_others_may_write_is_not_read(house: Path, own: Path):
    own.write_text('[gate]\nfail_on = "low"', encoding="utf-8")
    own.chmod(0o666)
    with pytest.raises(ConfigError, match="may be written by everybody"):
        settle(house)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder below one that everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="desk-")).resolve()
    (folder / "factcheck.toml").write_text('[gate]\nfail_on = "low"', encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def test_a_folder_or_a_file_that_everybody_may_write_gives_no_settings(shared: Path):
    for place, mode in ((shared, 0o777), (shared / "factcheck.toml", 0o666)):
        before = place.stat().st_mode
        place.chmod(mode)
        with pytest.raises(ConfigError, match=r"written by everybody.*not used.*--config .*factcheck\.toml"):
            settle(shared)
        assert settle(shared, file=shared / "factcheck.toml").config.gate.fail_on == "low"
        place.chmod(before)
    assert settle(shared).config.gate.fail_on == "low"


def test_what_is_mine_in_a_folder_like_tmp_is_mine(shared: Path):
    shared.chmod(0o1777)
    assert settle(shared).config.gate.fail_on == "low"


@ROOT_ALONE
def test_a_folder_or_a_file_of_another_user_gives_no_settings(shared: Path):
    for place in (shared, shared / "factcheck.toml"):
        os.chown(place, NOBODY, -1)
        with pytest.raises(ConfigError, match=rf"belongs to another user \(uid {NOBODY}\)"):
            settle(shared)
        os.chown(place, 0, -1)
    shared.chmod(0o1777)
    os.chown(shared / "factcheck.toml", NOBODY, -1)
    with pytest.raises(ConfigError, match="belongs to another user"):
        settle(shared)


@ROOT_ALONE
def test_a_link_of_another_user_to_a_file_of_mine_gives_no_settings(shared: Path):
    mine = shared / "mine.toml"
    (shared / "factcheck.toml").rename(mine)
    (shared / "factcheck.toml").symlink_to(mine)
    assert settle(shared).config.gate.fail_on == "low"
    shared.chmod(0o1777)
    os.chown(shared / "factcheck.toml", NOBODY, -1, follow_symlinks=False)
    with pytest.raises(ConfigError, match="belongs to another user"):
        settle(shared)


@ROOT_ALONE
def test_a_folder_that_a_group_may_write_gives_no_settings(shared: Path):
    os.chown(shared, -1, NOBODY)
    shared.chmod(0o775)
    with pytest.raises(ConfigError, match=rf"written by a group \(gid {NOBODY}\)"):
        settle(shared)


def test_a_group_of_the_user_alone_is_nobody_else(shared: Path):
    """Many systems make such a group for each user, and let it write by default."""
    import grp
    import pwd

    user = pwd.getpwuid(os.geteuid()).pw_name
    try:
        group = grp.getgrnam(user)
    except KeyError:
        pytest.skip("there is no group of this user's name")
    if {*group.gr_mem} - {user}:
        pytest.skip("others are in the group of this user's name")
    os.chown(shared, -1, group.gr_gid)
    shared.chmod(0o775)
    assert settle(shared).config.gate.fail_on == "low"

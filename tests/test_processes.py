"""Several processes of this machine find what one finds, to the byte, and say what went wrong in any of them."""

from datetime import date

import pytest

from factcheck.cluster.local import LocalCrew, on_processors
from factcheck.comparing import Comparing
from factcheck.errors import ClusterError
from factcheck.intake.reading import read
from factcheck.interfaces import ALONE
from factcheck.pipeline import compare
from factcheck.settings.config import Config, ProcessSettings, load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_tools
from factcheck.workers.pool import cores

LEXICONS = load_lexicons()
ARTICLES = read(["seeds", "tests/drafts/river-treaty/sources"], today=date(2100, 1, 1)).articles


def config(**processes) -> Config:
    return load_config().model_copy(update={"processes": ProcessSettings(**{"most": 2, "fewest": 2, **processes})})


@pytest.fixture(scope="module")
def crew():
    made = LocalCrew(config(), 2)
    yield made
    made.close()


@pytest.fixture
def tools():
    return make_tools(config(), LEXICONS, None, ["kinds"])


def test_two_processes_find_what_one_finds(crew, tmp_path):
    def found(by) -> str:
        kept = load_config().cache.model_copy(update={"folder": str(tmp_path / type(by).__name__)})
        made = config().model_copy(update={"cache": kept})
        return compare(ARTICLES, made, lexicons=LEXICONS, crew=by).model_dump_json(by_alias=True)

    one, two = found(ALONE), found(crew)
    assert two == one
    assert one.count('"kind"') > 3
    assert all(member.ready for member in crew._members)


def test_what_goes_wrong_in_one_of_them_is_raised_here(crew, tools):
    with pytest.raises(AttributeError, match="'int' object"):
        list(crew.each(Comparing(tools).weighed, [1, 2]))


def test_for_little_nothing_is_begun(tools):
    made = LocalCrew(config(fewest=3), 2)
    with pytest.raises(AttributeError, match="'int' object"):
        list(made.each(Comparing(tools).weighed, [1, 2]))
    assert made._members == []


def test_a_process_that_is_ended_is_told_with_what_to_do(tools):
    made = LocalCrew(config(), 2)
    try:
        with pytest.raises(AttributeError):
            list(made.each(Comparing(tools).weighed, [1, 2]))
        for one in made._members:
            one.worker.kill()
        with pytest.raises(ClusterError, match=r"for want of memory; .*processes\.most=1"):
            list(made.each(Comparing(tools).weighed, [1, 2]))
    finally:
        made.close()


def asking_a_server() -> Config:
    judge = load_config().judge
    return config().model_copy(update={"judge": judge.model_copy(update={"name": "openai_compatible"})})


@pytest.mark.parametrize("alone", [config(most=1), asking_a_server()], ids=["one", "a judge that asks a server"])
def test_one_process_is_this_one(alone):
    with on_processors(alone) as crew:
        assert crew is ALONE


@pytest.mark.skipif(cores() < 2, reason="there is one processor")
def test_with_two_processors_there_is_a_crew_that_has_begun_nothing():
    with on_processors(config()) as crew:
        assert isinstance(crew, LocalCrew)
        assert crew._members == []

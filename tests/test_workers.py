"""Workers: what hangs, dies or fails in one costs one answer, and no process is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import working

from factcheck.workers.pool import Busy, Overdue, Pool, cores
from factcheck.workers.process import WorkerDied, WorkFailed

PATIENCE = 120  # seconds


@contextmanager
def pool_of(make: Callable = working.make, **options: Any) -> Iterator[Pool]:
    pool: Pool[str, str] = Pool(make, **{"size": 1, "seconds": 20.0, "waiting": 10, "patience": 60.0, **options})
    try:
        yield pool
    finally:
        pool.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait for what will be."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def there(process: int) -> bool:
    """Whether a process is there, and no mere remains of one."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def pid(answer: str) -> int:
    return int(answer.rsplit(maxsplit=1)[-1])


async def met(*asked: Awaitable[str]) -> list[object]:
    """What comes of several, errors by their type."""
    return [
        type(one) if isinstance(one, Exception) else one for one in await asyncio.gather(*asked, return_exceptions=True)
    ]


def test_work_is_done_in_processes_of_its_own_side_by_side():
    with pool_of(size=2) as pool:
        pool.start()

        async def both():
            return await asyncio.gather(pool.run("sleep 0.3"), pool.run("sleep 0.3"))

        first, second = asyncio.run(both())
    assert len({pid(first), pid(second), os.getpid()}) == 3


def test_a_pool_may_be_used_without_waiting_for_it():
    with pool_of() as pool:
        assert asyncio.run(pool.run("hello")).startswith("hello by ")


@pytest.mark.parametrize("how", ["hang", "sleep 60"])
def test_what_is_not_done_in_time_is_ended_and_its_worker_replaced(how: str, capfd: pytest.CaptureFixture[str]):
    async def outcomes(pool: Pool) -> list[object]:
        before = pid(await pool.run("hello"))
        late = await met(pool.run(how))
        assert not there(before)
        return [*late, pid(await pool.run("hello")) != before]

    with pool_of(seconds=1) as pool:
        pool.start()
        assert asyncio.run(outcomes(pool)) == [Overdue, True]
    assert "in work" in capfd.readouterr().err  # where it stood


@pytest.mark.parametrize("how", ["die", "fill"])
def test_a_worker_that_dies_costs_its_own_work_alone(how: str):
    async def outcomes(pool: Pool) -> list[object]:
        return await met(pool.run(how), pool.run("hello"), pool.run("hello"))

    with pool_of() as pool:
        pool.start()
        died, *others = asyncio.run(outcomes(pool))
    assert died is WorkerDied
    assert all(str(one).startswith("hello by ") for one in others)


def test_a_worker_that_died_idle_costs_nothing():
    async def outcomes(pool: Pool) -> str:
        before = pid(await pool.run("hello"))
        os.kill(before, signal.SIGKILL)
        await asyncio.to_thread(until, lambda: not there(before))
        return await pool.run("hello")

    with pool_of() as pool:
        assert asyncio.run(outcomes(pool)).startswith("hello by ")


def test_what_the_work_raises_is_raised_with_its_place_and_costs_no_worker():
    async def outcomes(pool: Pool) -> tuple[int, int]:
        before = pid(await pool.run("hello"))
        with pytest.raises(LookupError, match="this") as raised:
            await pool.run("fail this")
        assert "working.py" in str(raised.value.__cause__)
        with pytest.raises(WorkFailed, match="OfTwo: 1 and 2"):
            await pool.run("two")
        return before, pid(await pool.run("hello"))

    with pool_of() as pool:
        before, after = asyncio.run(outcomes(pool))
    assert before == after


def test_more_than_may_wait_is_refused_at_once_and_what_waits_too_long_later():
    async def outcomes(pool: Pool) -> list[object]:
        await pool.run("hello")
        assert not pool.full
        asked = [asyncio.create_task(pool.run(one)) for one in ("sleep 3", "a", "b")]
        await asyncio.sleep(0)
        assert pool.full
        refused = await met(pool.run("c"))
        for one in asked[1:]:
            one.cancel()
        return [*refused, *await met(*asked[:1])]

    with pool_of(seconds=20, waiting=2) as pool:
        first, second = asyncio.run(outcomes(pool))
    assert first is Busy
    assert str(second).startswith("sleep by ")

    async def late(pool: Pool) -> list[object]:
        return await met(pool.run("hang"), pool.run("hello"))

    with pool_of(seconds=0.5, patience=0.1) as pool:
        pool.start()
        assert asyncio.run(late(pool)) == [Overdue, Busy]


def test_work_that_nobody_waits_for_ends_at_its_next_step_and_spares_its_worker(tmp_path: Path):
    async def outcomes(pool: Pool) -> tuple[int, int]:
        before = pid(await pool.run("hello"))
        asked = asyncio.create_task(pool.run(f"steps {tmp_path}"))
        await asyncio.to_thread(until, (tmp_path / "began").exists)
        asked.cancel()
        await asyncio.to_thread(until, (tmp_path / "ended").exists)
        return before, pid(await pool.run("hello"))

    with pool_of() as pool:
        before, after = asyncio.run(outcomes(pool))
    assert before == after


def test_a_worker_that_cannot_be_made_is_told():
    with pool_of(make=working.make_nothing) as pool, pytest.raises(LookupError, match="no model"):
        pool.start()


def test_what_is_printed_in_a_worker_goes_to_standard_error(capfd: pytest.CaptureFixture[str]):
    with pool_of() as pool:
        asyncio.run(pool.run("print hello"))
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "hello\n")


def test_a_pool_that_is_closed_leaves_no_process_and_nobody_waiting():
    async def closed(pool: Pool) -> tuple[int, list[object]]:
        before = pid(await pool.run("hello"))
        asked = asyncio.create_task(pool.run("hang"))
        await asyncio.sleep(0.2)
        pool.close()
        return before, await met(asked, pool.run("hello"))

    with pool_of() as pool:
        before, told = asyncio.run(closed(pool))
    assert not there(before)
    assert told == [WorkerDied, WorkerDied]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")
@pytest.mark.parametrize("busy", ["hello", "hang"])
def test_workers_leave_when_whoever_asks_is_killed(busy: str):
    program = (
        "import asyncio, working\n"
        "from factcheck.workers.pool import Pool\n"
        "async def main():\n"
        "    pool = Pool(working.make, size=2, seconds=2, waiting=9, patience=60)\n"
        "    one, two = await asyncio.gather(pool.run('sleep 0.2'), pool.run('sleep 0.2'))\n"
        f"    asked = asyncio.create_task(pool.run({busy!r}))\n"
        "    await asyncio.sleep(0.2)\n"
        "    print(one.split()[-1], two.split()[-1], flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True
    ) as asking:
        workers = [int(one) for one in asking.stdout.readline().split()]
        assert len(workers) == 2
        asking.kill()
        asking.wait()
    until(lambda: not any(there(worker) for worker in workers))


def test_a_worker_may_have_each_core_that_this_process_may_use():
    assert cores() == len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores() >= 1

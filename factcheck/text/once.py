"""What is asked again and again of one thing is found once: of a sentence by several kinds and checks, of a report by
every quote on its page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar, cast

_OF_SENTENCES = 2048  # answers of one function, with sentences of some 20 MB; the longest article has as many

Find = TypeVar("Find", bound=Callable[..., Any])


def remembered(most: int) -> Callable[[Find], Find]:
    """Keep so many of the last answers of a pure function, with what was asked about; several threads may ask."""

    def keeping(find: Find) -> Find:
        # Told apart by identity: to hash a sentence, or the word lists, takes longer than to find most things in it.
        # What was asked about is kept with the answer, so that nothing else can come to have its identity.
        kept: OrderedDict[Hashable, tuple[Any, Any]] = OrderedDict()

        @wraps(find)
        def found(*args: Any, **options: Any) -> Any:
            asked = (*args, *options.values())
            key = (*map(id, asked), *options)
            known = kept.get(key)
            if known is None:
                known = kept[key] = asked, find(*args, **options)
                while len(kept) > most:
                    with suppress(KeyError):  # another thread did it
                        kept.popitem(last=False)
            return known[1]

        return cast("Find", found)

    return keeping


once = remembered(_OF_SENTENCES)

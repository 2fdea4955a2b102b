"""What a sentence says is found once: several kinds and checks ask the same of each sentence."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar, cast

_KEPT = 2048  # answers of one function, with sentences of some 20 MB; the longest article has as many

Find = TypeVar("Find", bound=Callable[..., Any])


def once(find: Find) -> Find:
    """Keep what a pure function of a sentence and word lists returns, as long as the same objects are asked about."""
    # Told apart by identity: to hash a sentence, or the word lists, takes longer than to find most things in it. What
    # was asked about is kept with the answer, so that nothing else can come to have its identity.
    kept: OrderedDict[Hashable, tuple[Any, Any]] = OrderedDict()

    @wraps(find)
    def found(*args: Any, **options: Any) -> Any:
        asked = (*args, *options.values())
        key = (*map(id, asked), *options)
        known = kept.get(key)
        if known is None:
            known = kept[key] = asked, find(*args, **options)
            if len(kept) > _KEPT:
                kept.popitem(last=False)
        return known[1]

    return cast("Find", found)

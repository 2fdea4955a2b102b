"""Texts made to take long: what bounds.py measures with. All are made up, by a seed, to a size in bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

TOWNS = ["Arden", "Brixholt", "Calver", "Dunmere", "Estley", "Farrow", "Glenby", "Hartsea", "Ilford", "Jarrow"]
PEOPLE = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gwen", "Hugo", "Iris", "Jon"]
DEEDS = ["were killed", "were injured", "were arrested", "died", "were rescued", "are missing", "were evacuated"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


@dataclass(frozen=True)
class Pattern:
    """What makes a file: the ending of its name, and its content of about so many bytes."""

    suffix: str
    make: Callable[[int, Random], str]

    def made(self, size: int, seed: int) -> bytes:
        return self.make(size, Random(seed)).encode("utf-8", "surrogatepass")


def again(part: str, before: str = "", after: str = "") -> Callable[[int, Random], str]:
    """One part again and again."""
    return lambda size, _: before + part * (size // len(part.encode()) + 1) + after


def each(
    part: Callable[[Random, int], str], joint: str = " ", before: str = "", after: str = ""
) -> Callable[[int, Random], str]:
    """Parts that are each another, joined."""

    def make(size: int, chance: Random) -> str:
        return before + joint.join(_up_to(size, len(joint), (part(chance, n) for n in count()))) + after

    return make


def _up_to(size: int, joint: int, parts: Iterator[str]) -> Iterator[str]:
    done = 0
    for part in parts:
        yield part
        done += len(part.encode()) + joint
        if done >= size:
            return


def number(chance: Random) -> str:
    return str(chance.randrange(2, 9_999))


def name(chance: Random) -> str:
    return f"{chance.choice(PEOPLE)} {invented(chance).capitalize()}"


def invented(chance: Random) -> str:
    return "".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _ in range(chance.randrange(2, 5)))


def day(chance: Random) -> str:
    return f"{chance.choice(MONTHS)} {chance.randrange(1, 28)}, {chance.randrange(1990, 2025)}"


def sentence(chance: Random, _: int = 0) -> str:
    return (
        f"At least {number(chance)} people {chance.choice(DEEDS)} in {chance.choice(TOWNS)} on {day(chance)}, "
        f"{name(chance)} said."
    )


def quoted(chance: Random, _: int = 0) -> str:
    paper = f"the {invented(chance).capitalize()} News"
    return f"“We saw {number(chance)} {invented(chance)} houses fall,” {name(chance)} told {paper}."


def page(inside: Callable[[int, Random], str]) -> Callable[[int, Random], str]:
    head = "<html><head><title>A page</title></head><body><article><p>"
    story = "Some forty people were hurt when a hall in the old town fell in on Monday, the mayor said."
    return lambda size, chance: f"{head}{story}</p>{inside(size, chance)}<p>{story}</p></article></body></html>"


def json_of(text: Callable[[int, Random], str]) -> Callable[[int, Random], str]:
    return lambda size, chance: json.dumps({"title": "A title", "text": text(size, chance)})


def nested(opening: str, closing: str, inner: str) -> Callable[[int, Random], str]:
    def make(size: int, _: Random) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + inner + closing * depth

    return make


TXT: dict[str, Callable[[int, Random], str]] = {
    "prose": each(sentence),
    "prose in paragraphs": each(sentence, "\n\n"),
    "prose in lines": each(sentence, "\n"),
    "prose of quotations": each(quoted),
    "one long word": again("a"),
    "one long word in capitals": again("Q"),
    "long words": each(lambda c, _: invented(c) * 40),
    "one word with hyphens": each(lambda c, _: invented(c), "-"),
    "one word with apostrophes": each(lambda c, _: invented(c), "’"),
    "one word with dots": each(lambda c, _: invented(c), "."),
    "letters with dots": again("U."),
    "one run of digits": again("7"),
    "digits with commas": again("1,"),
    "thousands in groups": again("000,", "1,"),
    "digits with spaced commas": again("000, ", "1, "),
    "digits with colons": again("12:"),
    "digits with slashes": again("1/2/"),
    "digits with hyphens": again("36-"),
    "figures": each(lambda c, _: number(c)),
    "figures with nouns": each(lambda c, _: f"{number(c)} {c.choice(['people', 'houses', 'men', 'cars'])}", ", "),
    "figures in one sentence": each(
        lambda c, _: f"{number(c)} {c.choice(['people', 'men'])} {c.choice(DEEDS)}", " and "
    ),
    "figures in words": each(lambda c, _: c.choice(["two", "hundred", "and", "five", "thousand", "million", "one"])),
    "fractions": each(lambda c, _: f"{number(c)} 1/2 years"),
    "money": each(lambda c, _: f"${number(c)}m"),
    "shares": each(lambda c, _: f"{c.randrange(99)} percent of {c.choice(TOWNS)}", ", "),
    "ages": each(lambda c, _: f"{name(c)}, {c.randrange(9, 90)}", "; "),
    "dates": each(lambda c, _: day(c)),
    "dates in lines": each(lambda c, _: f"{day(c)}: {number(c)} dead", "\n"),
    "a table of dates": each(lambda c, _: f"{day(c)} | {c.choice(TOWNS)} | {number(c)}", " | "),
    "dates with slashes": each(lambda c, _: f"{c.randrange(1, 28)}/{c.randrange(1, 12)}/2019"),
    "clock times": each(lambda c, _: f"{c.randrange(1, 12)}:{c.randrange(10, 59)} p.m."),
    "weekdays": again("on Monday and on Tuesday "),
    "ordinals": each(lambda c, _: c.choice(ORDINALS)),
    "names": each(lambda c, _: name(c)),
    "names with commas": each(lambda c, _: name(c), ", "),
    "names of one family": each(lambda c, _: f"{c.choice(PEOPLE)} {invented(c).capitalize()} Marlow said so.", " "),
    "capitals only": each(lambda c, _: sentence(c).upper()),
    "every word a capital": each(lambda c, _: sentence(c).title()),
    "initials": each(lambda c, _: f"{c.choice('ABCDEF')}."),
    "titles": again("Mr. Dr. Gen. "),
    "quotation marks": again('"'),
    "curly marks opened": again("“"),
    "curly marks opened on words": again("“so "),
    "single marks": again("'"),
    "single marks on words": again("'so "),
    "single marks closing": again("so' "),
    "backticks": again("``"),
    "dashes": again("-"),
    "long dashes": again(" — and"),
    "spaced hyphens": again(" - a"),
    "dots": again("."),
    "dots on words": again("so. "),
    "ellipses": again("so... "),
    "questions": again("?! "),
    "commas": again("so, "),
    "brackets opened": again("("),
    "brackets closed": again(")"),
    "square brackets": again("["),
    "brackets nested": nested("(so ", ")", "so"),
    "blanks": again(" ", "So it is", "."),
    "blank lines": again("\n \n", "So it is.", "So it was."),
    "tabs": again("\t", "So it is", "."),
    "short lines": again("so\n"),
    "bullets": each(lambda c, _: f"• {name(c)}", "\n"),
    "deep lists": each(lambda c, n: " " * (n % 200) + f"- {number(c)} men died", "\n"),
    "combining marks": again("\u0301", "So it is a"),
    "letters with marks": again("a\u0301\u0302"),
    "no-width blanks": again("a\u200b"),
    "emoji": again("🙂"),
    "ideographs": again("漢"),
    "mixed scripts": again("аb漢ا"),
    "addresses": each(lambda c, _: f"https://{invented(c)}.example/{invented(c)}"),
    "said": again("he said she said "),
    "said that": again("he said that "),
    "who": again("the man who knew "),
    "of": again("the head of "),
    "and": again("war and "),
    "not": again("not "),
    "said in quotations": again("“So,” said Ada Marlow, “it is.” "),
    "bylines": again("By Ada Marlow\n"),
    "captions": again("(Ada Marlow/Reuters) "),
    "share lines": again("Share on Facebook\n"),
    "datelines": again("DUNMERE, May 3 (Reuters) - "),
    "stamps": again("Updated: 3 May 2019, 12:30 GMT "),
    "front matter": each(lambda c, n: f"key{n}: {number(c)}", "\n", "---\n"),
    "not readable as UTF-8": again("â€™"),
}
MD: dict[str, Callable[[int, Random], str]] = {
    "md brackets": again("["),
    "md links opened": again("[a]("),
    "md pictures opened": again("!["),
    "md stars": again("*"),
    "md stars on words": again("*a "),
    "md stars closed": again("**a* "),
    "md lines under": again("_a "),
    "md headings": again("# a # "),
    "md hash marks": again("#", "# a ", " a"),
    "md comments opened": again("<!--"),
    "md links": each(lambda c, _: f"[{name(c)}](http://{invented(c)}.example) said {number(c)} died."),
    "md rules": again("- - "),
    "md blanks before a heading's end": again(" ", "# a", "a"),
    "md one line of stars and words": each(lambda c, _: f"*{invented(c)}* {number(c)}"),
    "md quotes": again("> "),
}
HTML: dict[str, Callable[[int, Random], str]] = {
    "html attributes": page(lambda size, c: "<p " + each(lambda _, n: f'a{n}="x"')(size, c) + ">x</p>"),
    "html one long attribute": page(again("x", '<p title="', '">x</p>')),
    "html tags nested": page(nested("<div>", "</div>", "so")),
    "html tags opened": page(again("<b>")),
    "html less-than": page(again("<")),
    "html entities": page(again("&amp;", "<p>", "</p>")),
    "html ampersands": page(again("&", "<p>", "</p>")),
    "html comments opened": page(again("<!-- ")),
    "html scripts opened": page(again("<script>")),
    "html paragraphs": page(each(sentence, "</p><p>", "<p>", "</p>")),
    "html links": page(each(lambda c, n: f'<a href="/{n}">{name(c)}</a>', " ")),
    "html tables": page(again("<td>12</td>", "<table><tr>", "</tr></table>")),
    "html metadata": page(each(lambda _, n: f'<meta name="date{n}" content="2019-01-01">')),
}
DATA: dict[str, Pattern] = {
    "json prose": Pattern(".json", json_of(each(sentence))),
    "json escapes": Pattern(".json", json_of(again('\u0001"\\'))),
    "json quotation marks": Pattern(".json", again('"')),
    "json backslashes": Pattern(".json", again("\\", '{"text": "')),
    "json nested": Pattern(".json", nested("[", "]", "")),
    "json fields": Pattern(
        ".json", lambda size, c: "{" + each(lambda _, n: f'"k{n}": {n}', ",")(size, c) + ', "text": "So."}'
    ),
    "json articles": Pattern(
        ".json", lambda size, c: json.dumps([{"text": sentence(c)} for _ in range(size // 110 + 1)])
    ),
    "jsonl articles": Pattern(".jsonl", each(lambda c, n: json.dumps({"id": f"a{n}", "text": sentence(c)}), "\n")),
    "jsonl of one text": Pattern(".jsonl", again('{"text": "So it is."}\n')),
    "feed entries": Pattern(
        ".rss",
        each(lambda c, _: f"<item><description>{sentence(c)}</description></item>", "", '<rss version="2.0"><channel>'),
    ),
    "feed tags opened": Pattern(".rss", again("<b>", '<rss version="2.0"><channel><item><description>')),
    "csv rows": Pattern(".csv", each(lambda c, n: f'{n},"{sentence(c)}"', "\n", "id,text\n")),
    "csv quotation marks": Pattern(".csv", again('""', 'id,text\n1,"', '"\n')),
    "csv columns": Pattern(
        ".csv", lambda size, c: each(lambda _, n: f"k{n}", ",")(size // 2, c) + ",text\n" + again("x,")(size // 2, c)
    ),
}
PATTERNS: dict[str, Pattern] = {
    **{name: Pattern(".txt", make) for name, make in TXT.items()},
    **{name: Pattern(".md", make) for name, make in MD.items()},
    **{name: Pattern(".html", make) for name, make in HTML.items()},
    **DATA,
}
# Those that go through a comparison and a check, too: what is in them is held against all that is in another.
HELD = (
    "prose in paragraphs", "prose of quotations", "figures with nouns", "figures in one sentence", "ages",
    "dates in lines", "a table of dates", "names with commas", "names of one family", "said in quotations",
    "curly marks opened on words",
    "one long word", "not", "ordinals", "jsonl articles",
)  # fmt: skip

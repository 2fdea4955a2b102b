"""The kind `date` through the whole pipeline: stories told of different days, and many more that are not."""

import pytest
from stories import Fires, Told, check_fires, check_silent, findings

from factcheck.domain.findings import Severity

FIRES = {
    "shot and killed, and shot dead": Fires(
        [
            "A guard shot and killed a man in the car park of the Lindal bank on Friday night, the sheriff said.",
            (
                "The man shot dead by a guard late Saturday was Ivo Marsh, the coroner said. The guard fired in the car "
                "park of the Lindal bank."
            ),
        ],
        ("Friday night", "late Saturday"),
    ),
    "one moment in two zones, and an evening in none of them": Fires(
        [
            Told("Rescuers freed the divers from the Kesu cave at 6:20 a.m. Japan time on Tuesday.", "2024-05-14"),
            Told("Rescuers freed the divers from the Kesu cave at 21:20 UTC on Monday, it said.", "2024-05-14"),
            Told("Rescuers freed the divers from the Kesu cave on Sunday evening.", "2024-05-14"),
        ],
        ("6:20 a.m. Japan time on Tuesday", "Sunday evening"),
    ),
    "talks, two dates": Fires(
        [
            "Merania and Zerifa met in Lutten. The talks in Lutten began on May 6.",
            "Envoys of Merania and Zerifa sat down in Lutten. The talks in Lutten began on May 8.",
        ],
        ("May 6", "May 8"),
    ),
    "sinking, two weekdays": Fires(
        [
            "Divers are looking for the ferry Linnea. The Linnea sank off Lusimbo on Sunday.",
            "The ferry Linnea lies on the sea floor. The Linnea sank off Lusimbo on Friday.",
        ],
        ("Sunday", "Friday"),
    ),
    "arrest, weekday against date": Fires(
        [
            "The banker Ilse Corrado is in custody. Police arrested Corrado in Lutten on Monday.",
            "The banker Ilse Corrado is being held. Police arrested Corrado in Lutten on May 9.",
        ],
        ("Monday", "May 9"),
    ),
    "crash, time of day": Fires(
        [
            "Two trains collided outside Brekdal. The trains collided at 7:40 a.m. on Tuesday.",
            "Passengers are still in hospital in Brekdal. The trains collided at 11:20 a.m. on Tuesday.",
        ],
        ("7:40 a.m. on Tuesday", "11:20 a.m. on Tuesday"),
    ),
    "founding, two years": Fires(
        [
            "The brewer Kestrel is to be sold. Kestrel was founded in Lindal in 1911.",
            "The brewer Kestrel has a buyer. Kestrel was founded in Lindal in 1923.",
        ],
        ("1911", "1923"),
    ),
    "birth, two years": Fires(
        [
            "The painter Mira Oss is dead. Oss was born in Ostrava in 1931.",
            "Mira Oss, the painter, has died. Oss was born in Ostrava in 1934.",
        ],
        ("1931", "1934"),
    ),
    "ceasefire, start": Fires(
        [
            "The guns around Zerifa are silent. The ceasefire began at midnight on Saturday.",
            "There was no shelling around Zerifa. The ceasefire began on Tuesday.",
        ],
        ("midnight on Saturday", "Tuesday"),
    ),
    "resignation, two months": Fires(
        [
            "Merania has a new finance minister. Her predecessor Ivo Tarn resigned in February.",
            "A new finance minister takes over in Merania. Ivo Tarn resigned in April.",
        ],
        ("February", "April"),
    ),
    "election ahead": Fires(
        [
            "Merania will vote in the autumn. The election will be held on October 6.",
            "The date for the vote in Merania is set. The election will be held on October 20.",
        ],
        ("October 6", "October 20"),
    ),
    "relative words from two days": Fires(
        [
            Told("Divers are looking for the ferry Linnea. The Linnea sank off Lusimbo on Sunday.", "2024-05-13"),
            Told("The ferry Linnea lies on the sea floor. The Linnea sank off Lusimbo last Thursday.", "2024-05-14"),
        ],
        ("Sunday", "last Thursday"),
    ),
    "a participle between the deed and its day": Fires(
        [
            "The patrol boat Orlana foiled an attack on freighters crossing the Gulf of Lusimbo on Friday.",
            "The patrol boat Orlana foiled an attack on freighters in the Gulf of Lusimbo on Thursday.",
        ],
        ("Friday", "Thursday"),
    ),
    "two years of one founding, one of which is that of another deed as well": Fires(
        [
            (
                "Dr Mira Oss founded the Sandholm Bay Rural Clinic in 1990. She finished her training at a hospital in "
                "Lutten in 1987."
            ),
            "The Sandholm Bay Rural Clinic has been open since 1987. Dr Mira Oss sees most of its patients.",
        ],
        ("1990", "1987"),
    ),
    "an earlier conviction": Fires(
        [
            (
                "Police in Lutten arrested Ivo Marsh after the crash. Court records show that Marsh has two prior "
                "drunken-driving convictions spanning from 1990 to 1991."
            ),
            (
                "Police in Lutten arrested Ivo Marsh after the crash. Marsh has a prior drunken-driving conviction in "
                "Lindal from 1994."
            ),
        ],
        ("from 1990 to 1991", "1994"),
    ),
}
SILENT = {
    "shot and killed, and shot dead, on one night": [
        "A guard shot and killed a man in the car park of the Lindal bank on Saturday night, the sheriff said.",
        "The man shot dead by a guard late Saturday was Ivo Marsh, the coroner said.",
    ],
    "shot, and died of it later": [
        "A guard shot a man in the car park of the Lindal bank on Friday night, the sheriff said.",
        "The man whom a guard shot in the car park of the Lindal bank died on Sunday, the coroner said.",
    ],
    "convictions of two crimes": [
        "Police in Lutten arrested Ivo Marsh after the crash. Marsh has a prior theft conviction from 1992.",
        "Police in Lutten arrested Ivo Marsh after the crash. Marsh has a prior drunken-driving conviction from 1994.",
    ],
    "a conviction for one thing and for another": [
        "Police in Lutten arrested Ivo Marsh after the crash. Marsh has a conviction for theft from 1992.",
        "Police in Lutten arrested Ivo Marsh after the crash. Marsh has a conviction for fraud from 1994.",
    ],
    "two convictions, of which one paper tells one": [
        "Police in Lutten arrested Ivo Marsh after the crash. Marsh has drunken-driving convictions from 1992 and 1994.",
        "Police in Lutten arrested Ivo Marsh after the crash. Marsh has a prior drunken-driving conviction from 1994.",
    ],
    "one verb, turned two ways": [
        "Ivo Marsh stayed at the Grand Hotel in Lutten. Marsh checked in at the hotel on May 6.",
        "Ivo Marsh stayed at the Grand Hotel in Lutten. Marsh checked out at the hotel on May 9.",
    ],
    "two years of two deeds, of which one article tells one": [
        "Dr Mira Oss founded the Sandholm Bay Rural Clinic in 1990. She built a new ward for the clinic in 1998.",
        "Dr Mira Oss built a new ward for the Sandholm Bay Rural Clinic in 1998.",
    ],
    "announced on a platform, on two days": [
        "The operator Kestrel announced on Twitter today (14 October 2011) that it has restored its service in Lindal.",
        "The operator Kestrel announced on Twitter today (20 October 2011) that it has restored its service in Lindal.",
    ],
    "parts of two days, of two deeds": [
        "A huge fire at a shop in Lindal drove residents from their homes on Friday night.",
        "A huge fire at a shop in Lindal drove residents out, who were all allowed to return by Saturday evening.",
    ],
    "one day in two ways": [
        "Divers are looking for the ferry Linnea. The Linnea sank off Lusimbo on Sunday.",
        "The ferry Linnea lies on the sea floor. The Linnea sank off Lusimbo on May 12.",
    ],
    "coarser and finer": [
        "The brewer Kestrel is to be sold. Kestrel was founded in Lindal in 1911.",
        "The brewer Kestrel has a buyer. Kestrel was founded in Lindal in May 1911.",
    ],
    "a month and a day of it": [
        "Merania and Zerifa met in Lutten. The talks in Lutten began in early May.",
        "Envoys of Merania and Zerifa sat down in Lutten. The talks in Lutten began on May 6.",
    ],
    "beginning and end": [
        "Merania and Zerifa met in Lutten. The talks in Lutten began on Monday.",
        "Envoys of Merania and Zerifa sat down in Lutten. The talks in Lutten ended on Tuesday.",
    ],
    "today on two days": [
        Told("Nurses in Ostrava walked out. The strike in Ostrava began today.", "2024-05-14"),
        Told("Nurses in Ostrava are on strike. The strike in Ostrava began today.", "2024-05-15"),
    ],
    "yesterday and a weekday": [
        Told("Nurses in Ostrava walked out. The strike in Ostrava began yesterday.", "2024-05-14"),
        Told("Nurses in Ostrava are on strike. The strike in Ostrava began on Monday.", "2024-05-15"),
    ],
    "relative words from two days": [
        Told("Divers look for the ferry Linnea. The Linnea sank off Lusimbo on Sunday.", "2024-05-13"),
        Told("Divers still look for the ferry Linnea. The Linnea sank off Lusimbo last Sunday.", "2024-05-16"),
    ],
    "time zones": [
        "Two trains collided outside Brekdal. The trains collided at 7:40 a.m. local time on Tuesday.",
        "Passengers are in hospital in Brekdal. The trains collided at 0540 GMT on Tuesday.",
    ],
    "one moment in three zones": [
        Told("Rescuers freed the divers from the Kesu cave at 6:20 a.m. Japan time on Tuesday.", "2024-05-14"),
        Told("Rescuers freed the divers from the Kesu cave at 21:20 UTC on Monday, it said.", "2024-05-14"),
        Told("Rescuers freed the divers from the Kesu cave at 4:20 p.m. Eastern time on Monday.", "2024-05-14"),
    ],
    "late at night": [
        "Two trains collided outside Brekdal. The trains collided shortly before midnight on Monday.",
        "Passengers are in hospital in Brekdal. The trains collided early on Tuesday.",
    ],
    "rounded clock": [
        "Two trains collided outside Brekdal. The trains collided at about 7:30 a.m. on Tuesday.",
        "Passengers are in hospital in Brekdal. The trains collided at 7:38 a.m. on Tuesday.",
    ],
    "two deeds": [
        "The banker Ilse Corrado is in custody. Police arrested Corrado in Lutten on Monday.",
        "The banker Ilse Corrado was in court. A judge in Lutten charged Corrado on Tuesday.",
    ],
    "found and died": [
        "The climber Jonas Velt died on Mount Arrin on Saturday.",
        "Rescuers found the climber Jonas Velt on Mount Arrin on Monday.",
    ],
    "said and done": [
        "The ferry Linnea sank off Lusimbo on Sunday. The harbour master has begun an inquiry.",
        "The ferry Linnea sank off Lusimbo, the harbour master said on Monday.",
    ],
    "a question": [
        "Merania will vote in the autumn. The election will be held on October 6.",
        "The date of the vote in Merania is open. Will the election be held on October 20?",
    ],
    "a condition": [
        "Merania will vote in the autumn. The election will be held on October 6.",
        "The vote in Merania is near. If parliament agrees, the election could be held on October 20.",
    ],
    "sold and bought": [
        "The brewer Kestrel is to be sold. Kestrel was founded in Lindal in 1911.",
        "The brewer Kestrel has a buyer. Kestrel bought its first brewery in Ostrava in 1936.",
    ],
    "births of two people": [
        "The painters Mira Oss and Ada Renn are shown together. Oss was born in Ostrava in 1931.",
        "The painters Mira Oss and Ada Renn share a show. Renn was born in Lindal in 1944.",
    ],
    "arrival and departure": [
        "The envoy Raj Calder flew to Lutten. Calder arrived in Lutten on Monday.",
        "The envoy Raj Calder was in Lutten. Calder left Lutten on Tuesday.",
    ],
    "unknown days of publication": [
        Told("Nurses in Ostrava walked out. The strike in Ostrava began yesterday.", ""),
        Told("Nurses in Ostrava are on strike. The strike in Ostrava began on Monday.", ""),
    ],
    "datelines": [
        "LUTTEN, May 14 - Merania and Zerifa met for talks. The talks in Lutten began on Monday.",
        "LUTTEN, May 15 - Merania and Zerifa sat down for talks. The talks in Lutten began on Monday.",
    ],
    "all of them in one article": [
        "Merania and Zerifa met in Lutten on Monday and again on Tuesday.",
        "Merania and Zerifa met in Lutten on Tuesday. They had met in Lutten on Monday too.",
    ],
    "a plan and another deed": [
        "Halden Motors will shut its plant in Trosa. The plant in Trosa closes in September.",
        "Halden Motors is closing its plant in Trosa. The plant in Trosa opened in 1988.",
    ],
    "names of days": [
        "Shops in Fairfield were full on Black Friday. Sales in Fairfield rose by a tenth.",
        "Shops in Fairfield were full. Sales in Fairfield rose by a tenth, the Sunday Courier reports.",
    ],
    "an earlier case of the same": [
        "An earthquake of magnitude 6.4 killed 12 people in Palmira on Monday.",
        "In Palmira an earthquake killed 12 people. An earthquake in 1974 killed 2,300 people in Palmira.",
    ],
}
# Not silent yet: texts, and why not.
NOT_YET = {
    "two matches": (
        [
            "Rovers meet Lindal and Arden in the cup at Fairfield. Rovers play Lindal on Saturday.",
            "The cup at Fairfield has Lindal and Arden against Rovers. Rovers play Arden on Tuesday.",
        ],
        "another object does not make another deed",
    ),
}


# One year is that of another deed as well, so that it is likely enough for `report --recall` alone.
LESS_LIKELY = "two years of one founding, one of which is that of another deed as well"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=name, marks=pytest.mark.xfail(strict=True) if name == LESS_LIKELY else ())
        for name, case in FIRES.items()
    ],
)
def test_fires(encoder, case):
    check_fires(encoder, "date", case)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(encoder, texts):
    check_silent(encoder, texts)


@pytest.mark.parametrize(
    "texts", [pytest.param(t, id=k, marks=pytest.mark.xfail(strict=True, reason=r)) for k, (t, r) in NOT_YET.items()]
)
def test_does_not_stay_silent_yet(encoder, texts):
    check_silent(encoder, texts)


def test_a_day_weighs_more_than_a_time_of_day(encoder):
    """A wrong hour alone is of low severity."""
    (day,) = findings(encoder, *FIRES["sinking, two weekdays"].texts).discrepancies
    (hour,) = findings(
        encoder,
        "Two trains collided outside Brekdal. The trains collided at 7:40 a.m.",
        "Passengers are still in hospital in Brekdal. The trains collided at 11:20 a.m.",
    ).discrepancies
    assert (day.severity, hour.severity) == (Severity.MEDIUM, Severity.LOW)

"""The kind `figure` through the whole pipeline: stories whose figures clash, and many more whose figures do not."""

import pytest
from stories import Fires, Told, check_fires, check_silent, findings

from factcheck.domain.findings import Relation, Severity

FIRES = {
    "the example of the manual": Fires(
        [
            "The river Arl burst its banks. The flood killed at least 40 people in Varnholm.",
            "The river Arl burst its banks. The flood in Varnholm killed 31 people.",
        ],
        ("at least 40 people", "31 people"),
    ),
    "flood, killed": Fires(
        [
            (
                "Heavy rain burst the dam above Varnholm on Monday night. The flood killed 14 people in Varnholm, the "
                "mayor's office said. Rescue crews searched the cellars of the old town."
            ),
            (
                "A dam above Varnholm gave way after days of rain. The flood in Varnholm killed 31 people. Soldiers "
                "carried sandbags through the old town."
            ),
        ],
        ("14 people", "31 people"),
    ),
    "train crash, injured": Fires(
        [
            (
                "Two trains collided outside Brekdal station on Tuesday. At least 60 passengers were injured in the "
                "collision, hospitals in Brekdal said."
            ),
            (
                "The collision of two trains at Brekdal has shaken the region. Hospitals treated the wounded all day. "
                "In all, 25 passengers were injured in the Brekdal collision."
            ),
        ],
        ("At least 60 passengers", "25 passengers"),
    ),
    "seizure": Fires(
        [
            (
                "Customs officers at the port of Lusimbo seized 320 rifles on Sunday. The rifles were hidden in a "
                "container of tiles."
            ),
            (
                "A container of tiles at the port of Lusimbo held weapons. Customs officers seized 450 rifles from it, "
                "the port authority said."
            ),
        ],
        ("320 rifles", "450 rifles"),
    ),
    "strike, percent": Fires(
        [
            (
                "Nurses in Ostrava will walk out next month. In the ballot, 82 percent of the nurses in Ostrava voted "
                "for the strike, their union said."
            ),
            (
                "The union of nurses in Ostrava has announced a walkout. In the ballot, 64 percent of the nurses in "
                "Ostrava voted to strike."
            ),
        ],
        ("82 percent", "64 percent"),
    ),
    "company, job cuts": Fires(
        [
            "Halden Motors will close its plant in Trosa. Halden Motors is cutting 1,200 jobs at the plant.",
            (
                "The carmaker Halden Motors is shutting its plant in Trosa. It is cutting 900 jobs at the plant, Halden "
                "Motors said."
            ),
        ],
        ("1,200 jobs", "900 jobs"),
    ),
    "company, price of a deal": Fires(
        [
            "The brewer Kestrel has bought its rival Dunmore. Kestrel paid $2.4 billion for Dunmore.",
            (
                "Dunmore now belongs to the brewer Kestrel. Kestrel paid $3.1 billion for Dunmore, two people close to "
                "the deal said."
            ),
        ],
        ("$2.4 billion", "$3.1 billion"),
    ),
    "climbing, height of a fall": Fires(
        [
            "The climber Jonas Velt died on Mount Arrin on Saturday. Velt fell 150 metres from the north ridge.",
            (
                "Rescuers found the body of the climber Jonas Velt below the north ridge of Mount Arrin. Velt fell 400 "
                "metres, they said."
            ),
        ],
        ("150 metres", "400 metres"),
    ),
    "age of one person": Fires(
        [
            "The climber Jonas Velt died on Mount Arrin on Saturday. Velt, 34, was a teacher.",
            "The climber Jonas Velt was found dead on Mount Arrin. Velt, 37, had set out alone.",
        ],
        ("34", "37"),
    ),
    "court, sentence": Fires(
        [
            (
                "The banker Ilse Corrado was found guilty of fraud in Lutten. The judge sentenced Corrado to nine years "
                "in prison."
            ),
            (
                "Ilse Corrado, a banker, defrauded the savers of Lutten. The judge sentenced Corrado to six years in "
                "prison on Tuesday."
            ),
        ],
        ("nine years", "six years"),
    ),
    "hostages freed": Fires(
        [
            "The rebels who hold the town of Zerifa let some captives go. They freed 12 hostages in Zerifa on Monday.",
            (
                "In Zerifa the rebels freed 20 hostages on Monday. The captives walked to the river and were met by "
                "relatives."
            ),
        ],
        ("12 hostages", "20 hostages"),
    ),
    "displaced": Fires(
        [
            (
                "The fighting around Zerifa has displaced 40,000 people, the Red Cross said. Camps along the river are "
                "full."
            ),
            (
                "Camps along the river are full of people from Zerifa. The fighting around Zerifa has displaced 95,000 "
                "people, according to the United Nations."
            ),
        ],
        ("40,000 people", "95,000 people"),
        Relation.CONTESTED,
    ),
    "election, seats": Fires(
        [
            "The Harbour Party won the election in Merania. The Harbour Party took 58 seats in the new parliament.",
            "Merania has a new government after the election. The Harbour Party took 71 seats in the new parliament.",
        ],
        ("58 seats", "71 seats"),
    ),
    "football, crowd": Fires(
        [
            (
                "Rovers beat Lindal 2-1 in the cup final at Fairfield. A crowd of 18,000 people watched the final at "
                "Fairfield."
            ),
            (
                "Rovers won the cup at Fairfield. A crowd of 31,000 people watched the final at Fairfield, and many sang "
                "until dark."
            ),
        ],
        ("18,000 people", "31,000 people"),
    ),
    "toll that rose": Fires(
        [
            Told(
                "Heavy rain burst the dam above Varnholm. The flood killed 14 people in Varnholm, the mayor said.",
                "2024-05-14",
            ),
            Told(
                "The dam above Varnholm burst on Monday. The flood killed 31 people in Varnholm, the mayor said.",
                "2024-05-17",
            ),
        ],
        ("14 people", "31 people"),
        Relation.UPDATE,
    ),
    "the missing, of whom fewer are missing later": Fires(
        [
            Told("Five people were missing after the fire at the mill in Varnholm, the brigade said.", "2024-05-14"),
            Told("The fire at the mill in Varnholm is out. Three people are missing, the brigade said.", "2024-05-17"),
        ],
        ("Five people", "Three people"),
        Relation.UPDATE,
    ),
    "quake, magnitude": Fires(
        [
            "An earthquake shook the coast of Palmira early on Monday. The earthquake had a magnitude of 6.4.",
            "Walls cracked along the coast of Palmira. The earthquake on Monday had a magnitude of 7.1.",
        ],
        ("magnitude of 6.4", "magnitude of 7.1"),
    ),
    "crewmen and crew members": Fires(
        [
            "Pirates seized the tanker Orlana off Lusimbo. Pirates hold nearly 300 crewmen near Lusimbo.",
            "The tanker Orlana was seized by pirates. Pirates hold more than 300 crew members near Lusimbo.",
        ],
        ("nearly 300 crewmen", "more than 300 crew members"),
    ),
    "one slip in a line of statistics": Fires(
        [
            "Rovers have signed Ivo Marsh. Marsh had 59 catches for 1,098 yards and seven touchdowns for Lindal.",
            "Ivo Marsh has joined Rovers. Marsh had 53 catches for 1,098 yards and seven touchdowns for Lindal.",
        ],
        ("59 catches", "53 catches"),
    ),
    "two contracts, one of which another player has as well": Fires(
        [
            (
                "The owners of Harbour City were unhappy with a team that had signed the striker Omar Tarn to a $62 million "
                "deal and kept Jonas Velt and Sami Harb for $60 million and $25 million, respectively."
            ),
            (
                "Harbour City has lost five games. The club signed the striker Omar Tarn to a deal worth nearly $60 "
                "million last summer."
            ),
        ],
        ("$62 million deal", "nearly $60 million"),
    ),
    "the place in an order, with a club's name and of what is to come": Fires(
        [
            "Rovers have hired Ivo Marsh. Marsh is the fourth head coach since Oakes took over the club in 2003.",
            "Rovers have hired Ivo Marsh. Marsh will be the fifth Rovers coach in four years under Oakes.",
        ],
        ("fourth head coach", "fifth Rovers coach"),
    ),
    "talks with a gunman": Fires(
        [
            (
                "A gunman held the bank in Varnholm on Monday. Police spent three hours negotiating with the gunman before "
                "he gave up."
            ),
            (
                "A gunman took over the bank in Varnholm. Police closed the street for five hours while they negotiated "
                "with the gunman."
            ),
        ],
        ("three hours", "five hours"),
    ),
    "a siege": Fires(
        [
            "The siege of the bank in Varnholm lasted nine hours, police said.",
            "The gunman let the clerks of the bank go after a six-hour siege in Varnholm.",
        ],
        ("nine hours", "six-hour siege"),
    ),
    "a part that a third paper calls the whole": Fires(
        [
            "The coast guard off Lusimbo said pirates on three boats attacked the freighter Linnea at noon.",
            "The freighter Linnea was attacked off Lusimbo at noon by pirates on two speed boats.",
            "The freighter Linnea sent a distress call: pirates on two boats attacked it off Lusimbo at noon.",
        ],
        ("three boats", "two speed boats"),
    ),
    "a bound that is left behind": Fires(
        [
            "Heavy rain burst the dam above Varnholm on Monday. The flood killed at least 30 people in Varnholm.",
            "The dam above Varnholm burst on Monday night. The flood killed 34 people in Varnholm.",
        ],
        ("at least 30 people", "34 people"),
        Relation.UNDETERMINED,
    ),
}
SILENT = {
    "a part that nobody calls the whole": [
        "The coast guard off Lusimbo said pirates on three boats attacked the freighter Linnea at noon.",
        "The freighter Linnea was attacked off Lusimbo at noon by pirates on two speed boats.",
        "The freighter Linnea was attacked off Lusimbo at noon by pirates on two speed boats, the navy said.",
    ],
    "two of the five dead, in two papers": [
        "The flood in Varnholm killed five people, the mayor said.",
        "The flood in Varnholm killed two women, neighbours said.",
        "The flood in Varnholm killed two women, the hospital said.",
    ],
    "orders of two sorts of coaches": [
        "Rovers have hired Ivo Marsh. Marsh is the fourth head coach since Oakes took over the club in 2003.",
        "Rovers have hired Ivo Marsh. Marsh will be the second Rovers coach from Merania.",
    ],
    "orders of a plan, of two players": [
        "Mira Oss plays Ada Bloom in the final in Lutten on Sunday. It will be her third final in Lutten.",
        "Mira Oss plays Ada Bloom in the final in Lutten on Sunday. It will be the fifth final for Bloom.",
    ],
    "what police did, and the school": [
        "A gunman took over the bank in Varnholm. Police spent three hours negotiating with the gunman.",
        "A gunman took over the bank in Varnholm. The school was locked down for five hours while parents waited.",
    ],
    "a siege, about as long": [
        "The siege of the bank in Varnholm lasted almost six hours, police said.",
        "The gunman let the clerks of the bank go after a six-hour siege in Varnholm.",
    ],
    "a sentence, and the longest there is": [
        "Ilse Corrado was found guilty of fraud in Lutten. Corrado was sentenced to nine years in prison.",
        "Ilse Corrado was found guilty of fraud in Lutten. The maximum sentence is 15 years.",
    ],
    "one boat and all five, told apart in one article": [
        (
            "Off Lusimbo the coast guard stopped a boat. The coast guard seized six rifles from the boat, an officer "
            "said. In five searches so far it has seized 14 rifles."
        ),
        "The coast guard stopped a boat off Lusimbo. It seized 14 rifles in five searches, an officer said.",
    ],
    "time left in a game": [
        "Rovers beat Lindal. Rovers tied the game with 17 seconds left in the third quarter.",
        "Rovers beat Lindal. Rovers tied the game with 20 minutes remaining in the fourth quarter.",
    ],
    "dollars of two countries": [
        "Fire damaged the hall of Lindal on Friday. The damage to the hall of Lindal was estimated at $1 million.",
        "Fire damaged the hall of Lindal on Friday. The damage to the hall was estimated at $US1 million ($1.5 million).",
    ],
    "two seasons": [
        "The striker Ivo Marsh has joined Rovers. Last season Marsh scored 11 goals for Lindal.",
        "Rovers have signed the striker Ivo Marsh. Marsh scored 23 goals for Lindal in 2019.",
    ],
    "lines of statistics of two players": [
        "Rovers beat Lindal on Sunday. Ivo Marsh ran for 101 yards and caught four passes for Rovers.",
        "Rovers beat Lindal on Sunday. Tom Oakes ran for 226 yards and caught nine passes for Rovers.",
    ],
    "the age of a girl beside a name": [
        "The trial of Ivo Marsh began in Brekdal. Marsh fired at a rival and struck the 10-year-old girl.",
        "The trial of Ivo Marsh began in Brekdal. The then 15-year-old Marsh fired the shot in Brekdal.",
    ],
    "a name before another's age": [
        "Ada Bloom lost the final in Ostrava. The win over Bloom was the 32-year-old Mira Oss's third in Ostrava.",
        "Mira Oss beat Ada Bloom in Ostrava. In the final in Ostrava the 36-year-old Bloom looked tired.",
    ],
    "rounding": [
        "Halden Motors will close its plant in Trosa. Halden Motors is cutting 1,187 jobs at the plant.",
        "The carmaker Halden Motors is shutting its plant in Trosa. It is cutting about 1,200 jobs at the plant.",
    ],
    "dozens hold a count": [
        "Two trains collided outside Brekdal station. Dozens of passengers were injured in the Brekdal collision.",
        "Two trains collided at Brekdal on Tuesday. In all, 57 passengers were injured in the Brekdal collision.",
    ],
    "feet and metres": [
        "The climber Jonas Velt died on Mount Arrin on Saturday. Velt fell 500 feet from the north ridge.",
        "The climber Jonas Velt was found dead on Mount Arrin. Velt fell 150 metres from the north ridge.",
    ],
    "kilometres and miles": [
        "The marathon swimmer Ada Renn crossed the Gulf of Silm. Renn swam 50 kilometres in 14 hours.",
        "Ada Renn has crossed the Gulf of Silm. Renn swam 31 miles, much of it in the dark.",
    ],
    "words and digits": [
        "The rebels who hold the town of Zerifa let captives go. They freed twelve hostages in Zerifa on Monday.",
        "In Zerifa the rebels freed 12 hostages on Monday. The captives walked to the river.",
    ],
    "killed and injured": [
        "Heavy rain burst the dam above Varnholm on Monday. The flood in Varnholm killed 14 people.",
        "The dam above Varnholm burst on Monday night. The flood in Varnholm injured 31 people.",
    ],
    "arrested and charged with": [
        "Police raided a printing shop in Ostrava on Friday. They arrested five men in the Ostrava raid.",
        "A printing shop in Ostrava was raided by police on Friday. Officers found 40 forged passports in the raid.",
    ],
    "different populations": [
        "The army shelled Zerifa for a third day. The shelling of Zerifa killed 11 civilians, doctors said.",
        "Shells fell on Zerifa again. The shelling of Zerifa killed 40 rebel fighters, the army said.",
    ],
    "parts that add up": [
        "Heavy rain burst the dam above Varnholm. The flood killed nine women and five men in Varnholm.",
        "The dam above Varnholm burst on Monday. The flood killed 14 people in Varnholm.",
    ],
    "ages of different people": [
        "The climbers Jonas Velt and Mira Oss set out for Mount Arrin. Velt, 34, fell to his death on Saturday.",
        "A fall on Mount Arrin ended the outing of Jonas Velt and Mira Oss. Oss, 29, was flown out by helicopter.",
    ],
    "a plan": [
        "Halden Motors will shut its plant in Trosa. Halden Motors has cut 900 jobs at the plant so far.",
        "Halden Motors is to close its plant in Trosa. Halden Motors plans to cut 1,400 jobs at the plant.",
    ],
    "a question": [
        "Heavy rain burst the dam above Varnholm. The flood killed 14 people in Varnholm.",
        "The dam above Varnholm burst on Monday. Did the flood kill 50 people in Varnholm?",
    ],
    "both in one article": [
        "Customs officers at Lusimbo seized 320 rifles from a container and 130 rifles from a truck.",
        "At Lusimbo the customs officers seized 130 rifles from a truck on Sunday, and 320 rifles from a container.",
    ],
    "things of two sorts": [
        "Customs officers at the port of Lusimbo opened a container of tiles. They seized 320 rifles.",
        "A container of tiles at the port of Lusimbo was opened by customs. They seized 12,000 cartridges.",
    ],
    "two boats": [
        "The navy stopped two boats off Lusimbo. The first boat carried six men, the second 14.",
        "Off Lusimbo the navy stopped a boat with six men aboard. Another boat held 14 men.",
    ],
    "crew and passengers": [
        "The ferry Linnea sank off Lusimbo. The Linnea had 12 crew aboard.",
        "The ferry Linnea went down off Lusimbo on Monday. The Linnea had 230 passengers aboard.",
    ],
    "percent of two groups": [
        "Merania voted on Sunday. Turnout in the election was 61 percent.",
        "Merania went to the polls on Sunday. The Harbour Party won 44 percent of the vote in the election.",
    ],
    "at most": [
        "The judge will sentence Ilse Corrado in Lutten next week. Corrado could face up to 15 years in prison.",
        "The banker Ilse Corrado was jailed in Lutten. The judge sentenced Corrado to nine years in prison.",
    ],
    "two quarters": [
        "The brewer Kestrel sold less beer. Profit fell to $310 million in the second quarter, Kestrel said.",
        "The brewer Kestrel has reported its results. In the first quarter, Kestrel made a profit of $420 million.",
    ],
    "asked for and given": [
        "Prosecutors in Lutten asked for 12 years in prison for the banker Ilse Corrado.",
        "The judge in Lutten sentenced the banker Ilse Corrado to nine years in prison.",
    ],
    "distance and height": [
        "The climber Jonas Velt fell 150 metres on Mount Arrin on Saturday.",
        "Mount Arrin, on which the climber Jonas Velt fell on Saturday, is 4,210 metres high.",
    ],
    "before and after": [
        "Tickets for the Fairfield tram cost 3 euros since Monday, up from 2 euros.",
        "A ticket for the Fairfield tram used to cost 2 euros. It costs 3 euros since Monday.",
    ],
    "a part of the whole": [
        "Two trains collided outside Brekdal station. The Brekdal collision killed 19 people.",
        "Two trains collided at Brekdal on Tuesday. The Brekdal collision killed seven children.",
    ],
    "a profit and revenue": [
        "The brewer Kestrel has reported its results. Kestrel had revenue of $2.1 billion.",
        "The brewer Kestrel has reported its results. Kestrel made a profit of $310 million.",
    ],
    "a running total of the year": [
        "A gunman shot three people at a bar in Ostrava on Friday. It was the third shooting in Ostrava this year.",
        "A gunman opened fire in a bar in Ostrava on Friday. Shootings in Ostrava have killed 16 people this year.",
    ],
    "saved and missing": [
        "The ferry Linnea sank off Lusimbo with 230 people aboard. Rescuers saved 180 people.",
        "The ferry Linnea sank off Lusimbo. On Monday, 50 people were still missing.",
    ],
    "a day's and a year's output": [
        "Halden Motors will shut its plant in Trosa. The plant builds 400 cars a day.",
        "Halden Motors is closing its plant in Trosa. The plant built 92,000 cars last year.",
    ],
    "the last election": [
        "The Harbour Party won the election in Merania with 58 seats.",
        "The Harbour Party won 58 seats in the Merania election. Four years ago it won 41 seats.",
    ],
    "rounded money": [
        "A man from Lindal won the lottery in Merania. He won $4 million with a ticket bought at a kiosk.",
        "A lottery winner in Merania has come forward. The man from Lindal won $4.2 million with a ticket from a kiosk.",
    ],
    "one day and a whole campaign": [
        "The army shelled Zerifa again. On Sunday the shelling killed 11 civilians in Zerifa.",
        "Shells fell on Zerifa. Since April the shelling has killed 240 civilians in Zerifa.",
    ],
    "two quakes": [
        "An earthquake shook Palmira on Monday. The earthquake had a magnitude of 6.4.",
        "After the earthquake in Palmira came an aftershock. The aftershock had a magnitude of 4.9.",
    ],
    "offer and price": [
        "The brewer Kestrel first offered $1.9 billion for its rival Dunmore in March.",
        "Dunmore now belongs to the brewer Kestrel. Kestrel paid $2.4 billion for Dunmore.",
    ],
    "a narrower group": [
        "The navy stopped a trawler off Lusimbo on Monday. The navy arrested 23 pirates on the trawler.",
        "Off Lusimbo the navy boarded a trawler. The navy arrested 11 Yemeni pirates on the trawler.",
    ],
}
# Not silent yet: texts, and why not.
NOT_YET = {
    "revenue and profit": (
        [
            "The brewer Kestrel has reported its results. Kestrel's revenue rose to $2.1 billion.",
            "The brewer Kestrel has reported its results. Kestrel's profit rose to $310 million.",
        ],
        "an amount's noun is not read where it is the subject",
    ),
}


@pytest.mark.parametrize("case", FIRES.values(), ids=FIRES)
def test_fires(encoder, case):
    check_fires(encoder, "figure", case)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(encoder, texts):
    check_silent(encoder, texts)


@pytest.mark.parametrize(
    "texts", [pytest.param(t, id=k, marks=pytest.mark.xfail(strict=True, reason=r)) for k, (t, r) in NOT_YET.items()]
)
def test_does_not_stay_silent_yet(encoder, texts):
    check_silent(encoder, texts)


def test_a_lower_bound_far_below_another_count_is_shown_with_low_severity(encoder):
    """Both can hold, but one of them is hardly current."""
    made = findings(
        encoder,
        "Heavy rain burst the dam above Varnholm on Monday. The flood killed at least 10 people in Varnholm.",
        "The dam above Varnholm burst on Monday night. The flood killed 34 people in Varnholm.",
    )
    (found,) = made.discrepancies
    assert (found.kind, found.severity) == ("figure", Severity.LOW)


def test_victims_weigh_more_than_things(encoder):
    severities = {
        name: [d.severity for d in findings(encoder, *FIRES[name].texts).discrepancies]
        for name in ("flood, killed", "election, seats")
    }
    assert severities == {"flood, killed": [Severity.HIGH], "election, seats": [Severity.MEDIUM]}


def test_three_sources_make_two_sides(encoder):
    """The source that agrees joins the side that it agrees with."""
    made = findings(
        encoder,
        *FIRES["flood, killed"].texts,
        "After the dam above Varnholm burst, divers found more bodies. The flood killed 31 people in Varnholm.",
    )
    (found,) = made.discrepancies
    assert [[e.article for e in side.evidence] for side in found.sides] == [["paper-1"], ["paper-2", "paper-3"]]

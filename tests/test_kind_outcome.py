"""The kind `outcome` through the whole pipeline: opposite ends of one event, and ends that are no opposites."""

import pytest
from stories import Fires, Told, check_fires, check_silent, findings

from factcheck.domain.findings import Relation, Severity

FIRES = {
    "ceasefire": Fires(
        [
            "The guns around Zerifa fell silent on Saturday. The ceasefire around Zerifa has held.",
            "Shells fell around Zerifa again. The ceasefire around Zerifa has collapsed.",
        ],
        ("held", "collapsed"),
    ),
    "ceasefire, two speakers": Fires(
        [
            "The army keeps quiet around Zerifa. The ceasefire is holding, General Omar Tarn said.",
            "The rebels around Zerifa see it otherwise. The ceasefire has been broken, Colonel Sami Harb said.",
        ],
        ("holding", "broken"),
        Relation.CONTESTED,
    ),
    "deal": Fires(
        [
            "Merania and Zerifa met in Lutten. Zerifa signed the agreement on water in Lutten.",
            "Merania and Zerifa met in Lutten. Zerifa rejected the agreement on water in Lutten.",
        ],
        ("signed", "rejected"),
    ),
    "deal, negated": Fires(
        [
            "Merania and Zerifa met in Lutten. Zerifa signed the agreement on water in Lutten.",
            "Merania and Zerifa met in Lutten. Zerifa did not sign the agreement on water in Lutten.",
        ],
        ("signed", "not sign"),
    ),
    "bill": Fires(
        [
            "Merania's parliament debated the harbour bill all night. Parliament passed the harbour bill.",
            "The debate on the harbour bill in Merania's parliament is over. Parliament rejected the harbour bill.",
        ],
        ("passed", "rejected"),
    ),
    "plan and end": Fires(
        [
            Told(
                "Merania and Zerifa are meeting in Lutten. Zerifa plans to sign the agreement on water in Lutten.",
                "2024-05-14",
            ),
            Told(
                "Merania and Zerifa have met in Lutten. Zerifa rejected the agreement on water in Lutten.", "2024-05-16"
            ),
        ],
        ("sign", "rejected"),
        Relation.UPDATE,
    ),
    "talks": Fires(
        [
            "Envoys of Merania and Zerifa sat down again in Lutten. The talks on water in Lutten resumed.",
            "The envoys of Merania and Zerifa have left Lutten. The talks on water in Lutten collapsed.",
        ],
        ("resumed", "collapsed"),
    ),
}
SILENT = {
    "two talks": [
        "Envoys of Merania and Zerifa sat down again in Lutten. The talks on water in Lutten resumed.",
        "The envoys of Merania and Zerifa sat down again. Before, negotiations of the unions with the port failed.",
    ],
    "one end in two ways": [
        "The guns around Zerifa fell silent on Saturday. The ceasefire around Zerifa has held.",
        "No shells fell around Zerifa. Both sides respected the ceasefire around Zerifa.",
    ],
    "two negations": [
        "Merania and Zerifa met in Lutten. Zerifa signed the agreement on water in Lutten.",
        "Merania and Zerifa met in Lutten. Zerifa did not reject the agreement on water in Lutten.",
    ],
    "a question": [
        "The guns around Zerifa fell silent on Saturday. The ceasefire around Zerifa has held.",
        "It is a tense night around Zerifa. Has the ceasefire around Zerifa collapsed?",
    ],
    "a condition": [
        "The guns around Zerifa fell silent on Saturday. The ceasefire around Zerifa has held.",
        "The guns around Zerifa are silent. If the ceasefire around Zerifa collapses, Merania will send troops.",
    ],
    "a fear": [
        "The guns around Zerifa fell silent on Saturday. The ceasefire around Zerifa has held.",
        "The guns around Zerifa are silent. The ceasefire around Zerifa could collapse, envoys fear.",
    ],
    "two plans": [
        "Merania and Zerifa are meeting in Lutten. Zerifa plans to sign the agreement on water in Lutten.",
        "Merania and Zerifa are meeting in Lutten. Zerifa hopes to sign the agreement on water in Lutten.",
    ],
    "both in one article": [
        "The ceasefire around Zerifa held on Saturday. On Sunday the ceasefire around Zerifa was broken.",
        "Trucks with flour reached Zerifa on Saturday. They had waited at the border for a week.",
    ],
    "other objects": [
        "Merania and Zerifa held talks on a ceasefire in Lutten. They held a dinner, too.",
        "Merania and Zerifa spoke of a ceasefire in Lutten. A pipe broke in the hall.",
    ],
    "no event of a known sort": [
        "The dam above Varnholm held, the mayor of Varnholm said.",
        "The dam above Varnholm broke, residents of Varnholm said.",
    ],
    "postponed, then held elsewhere": [
        "The cup final between Rovers and Lindal at Fairfield was postponed because of snow.",
        "Snow fell on Fairfield. The cup final between Rovers and Lindal at Fairfield will be played on Sunday.",
    ],
    "accused and convicted": [
        "The banker Ilse Corrado stood trial in Lutten. She pleaded not guilty.",
        "The trial of the banker Ilse Corrado in Lutten is over. The court in Lutten convicted Corrado.",
    ],
    "approval and a vote ahead": [
        "In Lutten Merania's parliament debated the harbour bill. The committee approved the harbour bill on Monday.",
        "The harbour bill is before Merania's parliament in Lutten. Parliament will vote on the harbour bill on Friday.",
    ],
    "an end that somebody is only urged to": [
        "Merania and Zerifa met in Lutten. Zerifa rejected the agreement on water in Lutten.",
        "Merania and Zerifa met in Lutten. Envoys urged Zerifa to sign the agreement on water in Lutten.",
    ],
    "two words for one end": [
        "Merania's parliament debated the harbour bill all night. Parliament passed the harbour bill.",
        "The debate on the harbour bill in Merania's parliament is over. Parliament adopted the harbour bill.",
    ],
}


LESS_LIKELY = "ceasefire, two speakers"  # its two sentences have little in common: shown with `report --recall` alone


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=name, marks=pytest.mark.xfail(strict=True) if name == LESS_LIKELY else ())
        for name, case in FIRES.items()
    ],
)
def test_fires(encoder, case):
    check_fires(encoder, "outcome", case)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(encoder, texts):
    check_silent(encoder, texts)


def test_a_conflict_weighs_more_than_an_update(encoder):
    severities = {}
    for name in ("deal", "plan and end"):
        (found,) = findings(encoder, *FIRES[name].texts).discrepancies
        severities[name] = found.severity
    assert severities == {"deal": Severity.HIGH, "plan and end": Severity.MEDIUM}

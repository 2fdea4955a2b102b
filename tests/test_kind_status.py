"""The kind `status` through the whole pipeline: facts here that are allegations there, and usual attribution."""

import pytest
from stories import Fires, check_fires, check_silent, findings

from factcheck.domain.findings import Relation, Severity

FIRES = {
    "accused of backing": Fires(
        [
            "The rebels in Zerifa have new guns. Merania backs General Tarn.",
            "The rebels in Zerifa have new guns. Merania has been accused of backing General Tarn.",
        ],
        ("backs", "backing"),
        Relation.CONTESTED,
    ),
    "allegedly bribed": Fires(
        [
            "The trial in Lutten went on. Ilse Corrado bribed Judge Henrik Sund.",
            "The trial in Lutten went on. Ilse Corrado allegedly bribed Judge Henrik Sund.",
        ],
        ("bribed", "bribed"),
        Relation.CONTESTED,
    ),
    "denied": Fires(
        [
            "The trial in Lutten went on. Ilse Corrado bribed Judge Henrik Sund.",
            "The trial in Lutten went on. Ilse Corrado denies she bribed Judge Henrik Sund.",
        ],
        ("bribed", "bribed"),
        Relation.CONTESTED,
    ),
    "believed to fund": Fires(
        [
            "Fighting goes on around Zerifa. Kestrel Holdings paid the Harbour Brigade.",
            "Fighting goes on around Zerifa. Kestrel Holdings is believed to have paid the Harbour Brigade.",
        ],
        ("paid", "paid"),
        Relation.CONTESTED,
    ),
}
SILENT = {
    "a fact twice": [
        "The rebels in Zerifa have new guns. Merania backs General Tarn.",
        "The rebels in Zerifa have new guns. General Tarn is backed by Merania.",
    ],
    "attributed speech": [
        "The rebels in Zerifa have new guns. Merania backs General Tarn.",
        "The rebels in Zerifa have new guns. Merania backs General Tarn, the foreign minister said.",
    ],
    "an allegation twice": [
        "The trial in Lutten went on. Ilse Corrado allegedly bribed Judge Henrik Sund.",
        "The trial in Lutten went on. Ilse Corrado is accused of bribing Judge Henrik Sund.",
    ],
    "another object": [
        "The rebels in Zerifa have new guns. Merania backs General Tarn.",
        "The rebels in Zerifa have new guns. Merania has been accused of backing Sami Harb.",
    ],
    "another doer": [
        "The rebels in Zerifa have new guns. Merania backs General Tarn.",
        "The rebels in Zerifa have new guns. Palmira has been accused of backing General Tarn.",
    ],
    "another deed": [
        "The trial in Lutten went on. Ilse Corrado met Judge Henrik Sund.",
        "The trial in Lutten went on. Ilse Corrado allegedly bribed Judge Henrik Sund.",
    ],
    "both in one article": [
        "Merania has been accused of backing General Tarn. In fact, Merania backs General Tarn.",
        "Trucks reached General Tarn in Zerifa. They came from Merania.",
    ],
    "a plan": [
        "The rebels in Zerifa have new guns. Merania will back General Tarn.",
        "The rebels in Zerifa have new guns. Merania has been accused of backing General Tarn.",
    ],
    "a quotation": [
        "The rebels in Zerifa have new guns. “Merania backs General Tarn,” said the envoy Raj Calder.",
        "The rebels in Zerifa have new guns. Merania has been accused of backing General Tarn.",
    ],
    "denied bail": [
        "The banker Ilse Corrado stays in custody. Judge Henrik Sund denied Ilse Corrado bail.",
        "The banker Ilse Corrado stays in custody. Ilse Corrado met Judge Henrik Sund in Lutten.",
    ],
}


@pytest.mark.parametrize("case", FIRES.values(), ids=FIRES)
def test_fires(encoder, case):
    check_fires(encoder, "status", case)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(encoder, texts):
    check_silent(encoder, texts)


def test_the_fact_comes_first_and_the_finding_is_of_medium_severity(encoder):
    (found,) = findings(encoder, *FIRES["accused of backing"].texts).discrepancies
    assert [side.value for side in found.sides] == ["asserted", "alleged"]
    assert found.severity is Severity.MEDIUM

"""A text in another language is told by its most frequent words; English, and what is too little to say, is not."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from factcheck.intake.reading import read
from factcheck.text.languages import other_language

ROOT = Path(__file__).parent.parent
OTHERS = {
    "German": "Der alte Pier wurde am Montag geschlossen. Zwei Boote sanken im Hafen, teilte das Hafenamt mit. Nach Angaben "
    "der Polizei wurde niemand verletzt, aber die Arbeiten werden noch bis zum Ende der Woche dauern.",
    "French": "La vieille jetée a été fermée lundi. Deux bateaux ont coulé dans le port, a annoncé la capitainerie. Selon la "
    "police, personne n’a été blessé, mais les travaux dureront jusqu’à la fin de la semaine.",
    "Spanish": "El viejo muelle fue cerrado el lunes. Dos barcos se hundieron en el puerto, informó la capitanía. Según la "
    "policía, nadie resultó herido, pero las obras durarán hasta el final de la semana.",
    "Italian": "Il vecchio molo è stato chiuso lunedì. Due barche sono affondate nel porto, ha comunicato la capitaneria. "
    "Secondo la polizia nessuno è rimasto ferito, ma i lavori dureranno fino alla fine della settimana.",
    "Portuguese": "O velho cais foi fechado na segunda-feira. Dois barcos afundaram no porto, informou a capitania. Segundo "
    "a polícia, ninguém ficou ferido, mas as obras vão durar até ao fim da semana.",
    "Dutch": "De oude pier werd maandag gesloten. Twee boten zonken in de haven, meldde het havenbedrijf. Volgens de politie "
    "raakte niemand gewond, maar het werk zal nog tot het einde van de week duren.",
    "Polish": "Stare molo zostało zamknięte w poniedziałek. Dwie łodzie zatonęły w porcie, poinformował kapitanat. Według "
    "policji nikt nie został ranny, ale prace potrwają do końca tygodnia, a nawet dłużej niż sądzono.",
    "Russian": "Старый причал был закрыт в понедельник. Две лодки затонули в порту, сообщила администрация. По данным "
    "полиции, никто не пострадал, но работы продлятся до конца недели, а может быть и дольше.",
    "Arabic": "أغلق الرصيف القديم يوم الاثنين. وغرق قاربان في الميناء، حسبما أعلنت إدارة الميناء. وقالت الشرطة إن أحدا لم "
    "يصب بأذى، لكن الأعمال ستستمر حتى نهاية الأسبوع على الأقل.",
    "Turkish": "Eski iskele pazartesi günü kapatıldı. Liman idaresi iki teknenin limanda battığını açıkladı. Polise göre "
    "kimse yaralanmadı, ancak çalışmalar hafta sonuna kadar sürecek ve bu süre daha da uzayabilir.",
    "Swedish": "Den gamla piren stängdes på måndagen. Två båtar sjönk i hamnen, meddelade hamnkontoret. Enligt polisen "
    "skadades ingen, men arbetet kommer att pågå till slutet av veckan.",
    "Greek": "Η παλιά αποβάθρα έκλεισε τη Δευτέρα. Δύο σκάφη βυθίστηκαν στο λιμάνι, ανακοίνωσε το λιμεναρχείο. Σύμφωνα με "
    "την αστυνομία κανείς δεν τραυματίστηκε, αλλά οι εργασίες θα διαρκέσουν μέχρι το τέλος της εβδομάδας.",
    "Hindi": "पुराना घाट सोमवार को बंद कर दिया गया। बंदरगाह कार्यालय ने बताया कि दो नावें डूब गईं। पुलिस के अनुसार कोई घायल "
    "नहीं हुआ, लेकिन काम सप्ताह के अंत तक चलेगा।",
    "Chinese": "旧码头于星期一关闭。港务局称，两艘船在港口沉没。警方表示没有人受伤，但工程将持续到本周末。",
    "Japanese": "古い桟橋は月曜日に閉鎖された。港湾局によると、港で二隻の船が沈没した。警察によれば、けが人はいなかった。",
    "Korean": "오래된 부두는 월요일에 폐쇄되었다. 항만 당국은 항구에서 배 두 척이 가라앉았다고 밝혔다.",
}
ENGLISH = [
    "The old pier was closed on Monday. Two boats sank, the harbour office said, and nobody was hurt when it fell.",
    "PIER CLOSED AFTER TWO BOATS SANK IN THE HARBOUR, THE OFFICE SAID ON MONDAY, AND NOBODY WAS HURT WHEN IT FELL",
    # The words of others, quoted.
    (
        "“Wir schaffen das”, the mayor of the town said in German on Monday, and she said it again: “Wir schaffen das.” Then "
        "she left for the harbour to see what was left of the pier."
    ),
    # A table, and lists of names: hardly a word of any language.
    "Calver 12 Dunmere 14 Estley 3 Farrow 2 Glenby 0 Hartsea 1 Ilford 5 Jarrow 9 Arden 7 Brixholt 8",
    (
        "Ada Marlow, Ben Roe, Cleo Hartley, Dan Farrow, Eve Glenby, Finn Ilford, Gwen Jarrow, Hugo Arden, Iris Brixholt, "
        "Jon Calver, Ada Dunmere, Ben Estley, Cleo Arden, Dan Brixholt"
    ),
    (
        "José María García Fernández, Jean-Luc Dupont, Wolfgang Müller, Giovanni Rossi, Piet de Vries, Ana Sousa, Lars Nilsson "
        "and Olga Ivanova were hurt on Monday, the hospital said."
    ),
    # Too little to be sure of.
    "Der alte Pier wurde am Montag geschlossen.",
    "旧码头于星期一关闭。",
    "12 14 16 18 20",
    "",
]


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_told_by_its_name(language):
    assert other_language(OTHERS[language]) == language
    assert other_language(OTHERS[language] * 50) == language


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_what_is_no_text_is_not_set_aside(text):
    assert other_language(text) is None


def test_no_article_of_the_seeds_or_of_the_drafts_is_set_aside():
    files = [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "drafts").rglob("*.txt")]
    assert len(files) > 50
    assert [path for path in files if other_language(path.read_text(encoding="utf-8"))] == []


def test_words_in_no_order_are_in_the_same_language():
    words = ENGLISH[0].split() * 20
    random.Random(1).shuffle(words)
    assert other_language(" ".join(words)) is None


def test_an_article_in_another_language_is_a_skip_that_names_it(tmp_path):
    rows = [{"id": "a", "title": "Der Pier", "text": OTHERS["German"]}, {"id": "b", "text": ENGLISH[0]}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = read([str(tmp_path / "a.jsonl")], today=date(2030, 1, 1))
    assert [article.id for article in found.articles] == ["b"]
    (skip,) = found.skipped
    assert skip.reason == "“Der Pier” is in German; only English is read: translate it"

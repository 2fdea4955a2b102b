"""How much of one thing is read, so that no pass over it grows faster than it; what is beyond a bound is told.

They are no settings: none is near to what a newsroom has, and what is beyond one is split in two rather than allowed.
"""

from __future__ import annotations

# --- words and sentences ------------------------------------------------------------------------

# Letters of a word that the parser looks at, which keeps every word that it has met. The longest word in English
# dictionaries has 45. The word itself stays whole.
LONGEST_WORD = 48
# Words and marks of a sentence; the longest in 900 news articles has 126. What goes on for longer is a table: every
# value in a sentence is held against all of its words. It is cut between two of its entries, and nothing is left out.
LONGEST_SENTENCE = 200

# --- articles and their fields ------------------------------------------------------------------

# Characters of an article's text, some 25,000 words; the longest of 800 news articles has 17,600. Of a longer
# one the beginning is read, and a note says so.
LONGEST_ARTICLE = 150_000
# Characters of a text with its marks, from which they are taken out: four times as many as are read of one without.
MOST_MARKED = 4 * LONGEST_ARTICLE
# Characters of a title, a source, an author, an address; browsers take addresses of some 2,000. Likewise.
LONGEST_FIELD = 2_000
# Characters of a date: with every part spelt out and the name of a zone it has some sixty. A longer one is none.
LONGEST_DATE = 100

# --- files --------------------------------------------------------------------------------------

# Bytes of a file. A year of a newspaper's front pages is smaller; what is larger is a mistake or a dump.
LARGEST_FILE = 50 * 1024 * 1024
# Bytes of a web page; one of news has a tenth of it. What looks for an article in it takes up to 9 s a megabyte.
LARGEST_PAGE = 3 * 1024 * 1024
# Bytes of a part of a packed document, unpacked: the markup of a book's chapter or of a document of a thousand pages.
LARGEST_PART = 10 * 1024 * 1024
# Parts of a packed document: each picture and each chapter is one.
MOST_PARTS = 5_000
# Bytes of the chapters of a book, unpacked, all together: the longest novels have some four million.
LARGEST_BOOK = 20 * 1024 * 1024
# Pages of a PDF. A newspaper has a hundred; what has more is a book, of whose text no article is the whole.
MOST_PAGES = 1_000
# Bytes of what a page of a PDF draws, unpacked, and of what all of its pages do, each thing as often as it is drawn.
# A page of text has some 10,000; to read a megabyte takes up to 4 s.
LARGEST_DRAWING = 2 * 1024 * 1024
MOST_DRAWN = 5 * 1024 * 1024
# Entries of a feed; a feed of news has 20 to 100.
MOST_ENTRIES = 2_000
# Bytes of a feed: what reads feeds takes up to 6 s a megabyte.
LARGEST_FEED = 5 * 1024 * 1024
# Pages of a web archive that are opened; what looks for an article on a page takes some 0.1 s.
MOST_RECORDS = 2_000
# Bytes of the pages of a web archive, unpacked, all together.
LARGEST_ARCHIVE = LARGEST_FILE
# Parts of a mail inside of parts.
DEEPEST_MAIL = 20
# Attributes of one tag of a web page; they are looked up by their square, and a tag of news has a dozen.
MOST_ATTRIBUTES = 300
# Columns of a table, of which every row is asked for each.
MOST_COLUMNS = 200
# Rows of a file that could not be read, each with its reason, before the rest is given up: it is another sort of file.
MOST_UNREAD = 1000
# --- addresses ----------------------------------------------------------------------------------

# Bytes of what an address leads to, packed or unpacked; a newspaper page as PDF has some five million.
LARGEST_FETCHED = 20 * 1024 * 1024
# Times that an address may lead on to another, as in browsers of old.
MOST_REDIRECTS = 5
# Bytes that are read of a robots.txt: the least that RFC 9309 asks for.
LARGEST_ROBOTS = 500 * 1024
# Seconds between two pages that a site's robots.txt may ask for: a run is no crawl of days.
LONGEST_PAUSE = 10.0

# --- notations ----------------------------------------------------------------------------------

# Brackets inside of brackets of JSON and TOML. What is nested deeper could not be shown, written or copied either.
DEEPEST = 100
# Bits of a whole number (301 digits): a larger one is no number of anything, and does not fit a float.
LARGEST_BITS = 1000

"""Every rule of the language check, in one table: what it looks for, how grave it is, what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.findings import Severity
from briefgen.proofreading import (
    agreement,
    dashes,
    dates,
    document,
    encoding,
    figures,
    letters,
    names,
    perspective,
    quotes,
    spaces,
    terms,
    typography,
)
from briefgen.proofreading.slip import Rule

if TYPE_CHECKING:
    from briefgen.proofreading.manuscript import Kind

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.NOTE
_CYRILLIC = frozenset(("uk", "ru", "ky", "tg"))
_FILES: frozenset[Kind] = frozenset(("text", "word", "pdf", "excel"))
_PROSE: frozenset[Kind] = frozenset(("text", "word", "pdf"))
_WORD: frozenset[Kind] = frozenset(("word",))
_BRIEF: frozenset[Kind] = frozenset(("brief",))
_TEXTS: frozenset[Kind] = frozenset(("text", "word", "pdf", "brief"))

RULES: tuple[Rule, ...] = (
    # ---- encoding
    Rule("ENC-QMARK", "B380", _E, encoding.lost_letters, "a question mark stands inside a word, {found}",
         "letters were lost when the text was converted", "write the word anew from the source{or mend}", checked=True),
    Rule("ENC-FFFD", "B381", _E, encoding.unreadable, "the text holds unreadable characters, {found}",
         "letters were lost when the text was converted", "copy the text anew from the source", checked=True),
    Rule("ENC-DECODE", "B420", _E, encoding.wrong_encoding, "a passage was read in the wrong encoding, {found}",
         "its letters make no words", "if it was {mend}, write that", languages=_CYRILLIC),
    Rule("ENC-DIACR", "B421", _W, encoding.bare_letters, "a word lacks the letters of its language, {found}",
         "it was typed on a keyboard of another language", languages=frozenset(("ky", "tg"))),
    # ---- letters
    Rule("HOMO-WORD", "B383", _E, letters.mixed_words, "a word mixes Latin and Cyrillic letters, {found}",
         "it looks right, but nobody can find it by searching", "type {mend} in one alphabet", fixes=True,
         checked=True),
    Rule("HOMO-SINGLE", "B422", _W, letters.single_letters, "a Latin letter stands for a Cyrillic word, {found}",
         "it looks right, but nobody can find it by searching", "type the Cyrillic letter {mend}", fixes=True,
         languages=_CYRILLIC),
    Rule("ROMAN-CYR", "B423", _W, letters.roman_numbers, "a Roman number is typed in Cyrillic letters, {found}",
         "Roman numbers are Latin letters", "type {mend} in Latin letters", fixes=True, languages=_CYRILLIC),
    Rule("LETTERS", "B424", _E, letters.foreign_letters, "a word has a letter that the language lacks, {found}",
         "it is a slip of the keyboard, or a passage in another language",
         "write it in the language of the text, or set it in quotation marks"),
    Rule("APOS-WRONG", "B425", _E, letters.wrong_apostrophes,
         "a sign that is no apostrophe stands inside a word, {found}",
         "the word cannot be found by searching", "type {mend}", fixes=True),
    Rule("APOS-MIX", "B426", _W, letters.other_apostrophes, "another apostrophe than ’ stands inside a word, {found}",
         "one text has one apostrophe", "type {mend}", fixes=True, kinds=_FILES, once=True),
    # ---- typography
    Rule("SPACE-DBL", "B385", _W, spaces.double_spaces, "two spaces stand in a row, {found}",
         "the line shows a hole", "remove one", fixes=True, checked=True),
    Rule("SPACE-PUNCT", "B427", _W, spaces.space_before_mark, "a space stands before a mark, {found}",
         "the mark may begin the next line", "remove the space", fixes=True),
    Rule("NOSPACE-PUNCT", "B428", _W, spaces.no_space_behind_mark, "no space stands behind a mark, {found}",
         "two words run together", "put a space behind it", fixes=True),
    Rule("SPACE-SHORT", "B429", _W, spaces.closed_forms, "a short form or sign stands without its space, {found}",
         "№ and short forms such as м. have a space behind them that does not break", "write {mend}", fixes=True,
         kinds=_FILES),
    Rule("GLOSSARY", "B430", _W, dashes.glossary_names, "a name is written in another way, {found}",
         "the name has one spelling", fixes=True),
    Rule("DASH-HYPHEN", "B431", _W, dashes.lone_hyphens, "a hyphen stands for a dash, {found}",
         "a hyphen joins the parts of one word; a dash stands between words", "write {mend}", fixes=True, kinds=_FILES),
    Rule("DASH-ROUTE", "B432", _W, dashes.routes, "hyphens join names of countries, {found}",
         "between names that stand for a way or for two sides is a dash"),
    Rule("DASH-RANGE", "B433", _W, dashes.ranges, "a hyphen stands in a range of numbers, {found}",
         "between two numbers is a dash without spaces", "write {mend}", fixes=True, kinds=_FILES),
    Rule("QUOTE-STRAIGHT", "B434", _W, quotes.straight_quotes, "a typewriter quotation mark, {found}",
         "papers have the quotation marks of their language", "write {mend}", fixes=True, kinds=_FILES),
    Rule("QUOTE-BAL", "B435", _E, quotes.quote_balance, "a quotation mark lacks its other half, {found}",
         "nobody can tell where the quotation ends", "add the other half, or remove this one"),
    Rule("BRACKET-BAL", "B436", _E, quotes.bracket_balance, "a bracket lacks its other half, {found}",
         "nobody can tell where it ends", "add the other half, or remove this one"),
    Rule("NBSP", "B437", _W, spaces.typeset, "a space may break where it must not, {found}",
         "a number would part from its unit, or № from its number, at the end of a line",
         "set a space there that does not break (Ctrl+Shift+Space)", kinds=_WORD, once=True),
    Rule("PCT-SPACE", "B438", _I, typography.percent_signs, "the space before % is not that of the language, {found}",
         "one text has one way", "write {mend}", fixes=True, once=True),
    Rule("EUPHONY", "B439", _I, typography.euphony,
         "a preposition before letters that ask for its other form, {found}",
         "it is hard to say", "write {mend}", languages=frozenset(("uk",)), kinds=_TEXTS),
    Rule("YO", "B440", _I, typography.two_letters_e, "a word is written with ё elsewhere, {found}",
         "one text has one way", fixes=True, languages=frozenset(("ru",))),
    Rule("DEC-MIX", "B441", _E, typography.mixed_decimals,
         "a number has the decimal mark of another language, {found}",
         "it can be read as another number"),
    Rule("CURR-STYLE", "B442", _W, typography.currency_styles, "a currency is written in two ways, {found} and {told}",
         "one text has one way", "write it in one way", kinds=_TEXTS),
    # ---- words
    Rule("WORD-TWICE", "B443", _W, typography.repeated_words, "a word stands twice in a row, {found}",
         "one of them was left by a correction", kinds=_TEXTS),
    Rule("CALQUE", "B444", _W, terms.calques, "a phrase is not of this language, {found}", "{told}", "write {mend}"),
    Rule("TERM-MIX", "B445", _W, terms.mixed_terms, "two terms stand for one thing, {found} and {told}",
         "a reader looks for the difference", "write {told} throughout", kinds=_TEXTS),
    Rule("TERM-CAPS", "B446", _W, terms.mixed_capitals,
         "a name has capital letters here and small ones there, {found}",
         "a name is written in one way", "write {mend}, or the capital letter everywhere", kinds=_TEXTS),
    Rule("COMMA-BUT", "B447", _W, terms.comma_after_but, "a comma stands behind the conjunction that opens a sentence",
         "it is no parenthesis", "remove the comma", fixes=True),
    Rule("COMMA-VERB", "B448", _W, terms.comma_before_verb, "a comma parts the subject from its verb, {found}",
         "nothing stands between the two", "remove the comma"),
    # ---- names
    Rule("NAME-VARIANT", "B450", _E, names.person_variants, "a name is nearly that of a person of the brief, {found}",
         "one person would have two names", "if it is the same person, write {mend}", kinds=_BRIEF),
    Rule("COUNTRY-FORM", "B451", _W, names.country_variants, "a country has two short names, {found} and {told}",
         "one text has one name for a country", "write one of them throughout", kinds=_TEXTS),
    Rule("APPOSITION", "B452", _W, names.appositions, "the short name inside a long one is inflected, {found}",
         "only the first word changes: Республіки Таджикистан", fixes=True, languages=frozenset(("uk", "ru"))),
    Rule("ABBR-FIRST", "B453", _W, names.used_before_expansion, "an abbreviation stands before its full form, {found}",
         "a reader meets it unexplained", "write the full form with the abbreviation in brackets at its first use",
         kinds=_PROSE),
    Rule("ABBR-UNDEF", "B454", _W, names.never_expanded, "an abbreviation is never written out, {found}",
         "a reader may not know it", "write the full form with the abbreviation in brackets at its first use",
         kinds=_PROSE, languages=frozenset(("uk", "ru", "ky", "tg"))),
    Rule("ABBR-LANG", "B455", _E, names.of_another_language,
         "an abbreviation does not come from the words before it, {found}",
         "it is that of another language, or the words are not its full form",
         "write the abbreviation that this language uses", kinds=_PROSE),
    # ---- endings
    Rule("CASE-PREP", "B456", _W, agreement.prepositions,
         "a word is in a case that the preposition does not take, {found}", "the endings do not fit"),
    Rule("COORD-CASE", "B457", _W, agreement.two_adjectives,
         "two adjectives joined by “and” are in different cases, {found}",
         "both belong to one noun", "give both the same case"),
    Rule("GENDER-AGR", "B458", _W, agreement.adjective_and_noun, "an adjective does not agree with its noun, {found}",
         "gender, number and case are the same in both", "correct the ending"),
    Rule("ONE-OF", "B459", _W, agreement.one_of, "“one of” has another gender than its noun, {found}",
         "it agrees with the noun in the singular", "correct the gender of “one”"),
    # ---- dates
    Rule("DATE-IMPOSSIBLE", "B460", _E, dates.impossible, "there is no such day, {found}",
         "the month is shorter, or the range ends before it begins", "correct the day or the month"),
    Rule("DATE-WEEKDAY", "B461", _E, dates.weekdays, "the date falls on another weekday, {found}: {told}",
         "one of the two is wrong", "correct the weekday or the date"),
    Rule("DATE-CUT", "B384", _W, dates.lost_day, "a text begins with a month whose day is missing, {found}",
         "the form of the month follows a day; the day was cut off", "add the day from the source", checked=True),
    Rule("DATE-ORDER", "B462", _E, dates.order, "a range of years ends before it begins, {found}",
         "one of the two years is wrong", "correct the years"),
    Rule("DATE-ASOF", "B463", _W, figures.as_of, "the text says {found}, but not as of when it was written",
         "a reader cannot tell which years are meant", "add “as of” with a date, or name the years", kinds=_PROSE),
    # ---- figures
    Rule("MLN-DOT", "B470", _W, figures.scale_stops, "a full stop stands behind a short form without one, {found}",
         "млн, млрд, трлн and грн have none", fixes=True),
    Rule("CUR-CAP", "B471", _W, figures.currency_capitals, "a currency has a capital letter, {found}",
         "names of currencies are common nouns", fixes=True),
    Rule("FIG-SIGN", "B472", _E, figures.rise_and_fall, "a verb of rise or fall has a figure with a minus, {found}",
         "the verb tells the direction already, and two minuses turn it round", "remove the minus, or change the verb"),
    Rule("SHARE-RANGE", "B473", _E, figures.shares, "a share is above 100 %, {found}",
         "a part is not larger than the whole", "correct the figure, or call it what it is"),
    Rule("FIG-VERB", "B474", _W, figures.no_verb, "a measure is followed by its figure without a verb, {found}",
         "the predicate is missing", "add the verb: становив, составлял"),
    Rule("SRC-MISSING", "B475", _W, figures.sources, "sums of money, such as {found}, but no source in the whole text",
         "a reader can neither look them up nor compare them", "name the source and whose statistics it is",
         kinds=_PROSE),
    # ---- the whole text
    Rule("TRUNC", "B382", _W, document.cut_sentences, "a sentence seems to be cut off: it {told} so, {found}",
         "a part of it may have been lost", "write the whole sentence", kinds=_PROSE, checked=True),
    Rule("PERSPECTIVE", "B480", _E, perspective.sides, "the text is told by two sides, {found} and {told}",
         "goods that come from the own side are its exports, and the own side is named first",
         "tell everything from one side", kinds=_TEXTS),
)  # fmt: skip
"""Rules whose `checked` is set have the code of the check of briefs that finds the same."""

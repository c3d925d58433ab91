"""The chart part: what it draws, from which cells, and that nothing of it is left to defaults."""

from dataclasses import replace
from fractions import Fraction

import pytest
from lxml.etree import fromstring

from briefgen.document import Series
from briefgen.writers.chart_xml import COLOURS, ChartRefs, chart_xml, number_code
from papers import chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def refs(series: int) -> ChartRefs:
    letters = "BCDEFG"[:series]
    return ChartRefs(
        "'Дані & «x»'!$A$2:$A$7",
        tuple(f"S!${letter}$1" for letter in letters),
        tuple(f"S!${letter}$2:${letter}$7" for letter in letters),
    )


def drawn(one, **options):
    return fromstring(chart_xml(one, refs(len(one.series)), **options))


def only(name, *values, kind="bar", colour=1):
    return replace(
        chart(), series=(Series(name, name, values, kind, colour),), categories=("a", "b", "c")[: len(values)]
    )


def test_bars_and_lines_share_one_pair_of_axes():
    root = drawn(chart())
    plot = root.find(f".//{C}plotArea")
    assert [child.tag.removeprefix(C) for child in plot] == [
        "layout",
        "barChart",
        "lineChart",
        "catAx",
        "valAx",
        "spPr",
    ]
    bars, lines = plot.find(f"{C}barChart"), plot.find(f"{C}lineChart")
    pairs = [[axis.get("val") for axis in group.findall(f"{C}axId")] for group in (bars, lines)]
    assert pairs[0] == pairs[1] == [plot.find(f"{C}{axis}/{C}axId").get("val") for axis in ("catAx", "valAx")]
    assert [one.find(f"{C}idx").get("val") for one in plot.iter(f"{C}ser")] == ["0", "1", "2"]


def test_caches_hold_names_categories_and_exact_values():
    one = chart()
    root = drawn(one)
    for index, series in enumerate(root.iter(f"{C}ser")):
        assert series.findtext(f"{C}tx//{C}f") == f"S!${'BCD'[index]}$1"
        assert series.findtext(f"{C}tx//{C}v") == one.series[index].name
        assert series.findtext(f"{C}cat//{C}f") == "'Дані & «x»'!$A$2:$A$7"
        assert tuple(point.text for point in series.findall(f"{C}cat//{C}v")) == one.categories
        values = [point.text for point in series.findall(f"{C}val//{C}v")]
        assert [Fraction(value) for value in values] == list(one.series[index].values)


def test_unknown_values_are_left_out_not_zero():
    root = drawn(only("x", Fraction(1), None, Fraction(3)))
    cache = root.find(f".//{C}numCache")
    assert cache.find(f"{C}ptCount").get("val") == "3"
    assert [point.get("idx") for point in cache.findall(f"{C}pt")] == ["0", "2"]
    assert root.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_axes_are_stated_to_be_visible_and_labels_stay_below():
    root = drawn(only("x", Fraction(-5), Fraction(3)))
    assert [node.get("val") for node in root.iter(f"{C}delete")] == ["0", "0"]
    assert root.find(f".//{C}catAx/{C}tickLblPos").get("val") == "low"
    assert root.find(f".//{C}invertIfNegative").get("val") == "0"


def test_colours_and_marks_tell_series_apart():
    four = tuple(Series(str(n), str(n), (Fraction(n),), "line", n) for n in (1, 2, 3, 4))
    root = drawn(replace(chart(), series=four, categories=("2011",)))
    lines = [
        (
            one.find(f"{C}spPr/{A}ln/{A}solidFill/{A}srgbClr").get("val"),
            one.find(f"{C}marker/{C}symbol").get("val"),
        )
        for one in root.iter(f"{C}ser")
    ]
    assert (
        [colour for colour, _ in lines]
        == [COLOURS[n] for n in (1, 2, 3, 4)]
        == ["12436D", "28A197", "801650", "F46A25"]
    )
    assert len({mark for _, mark in lines}) == 4
    assert root.find(f".//{C}barChart") is None


def test_a_legend_for_several_series_labels_for_one():
    assert drawn(chart()).find(f".//{C}legend/{C}legendPos").get("val") == "b"
    assert drawn(chart()).find(f".//{C}dLbls") is None
    one = drawn(only("x", Fraction(1)))
    assert one.find(f".//{C}legend") is None
    assert one.find(f".//{C}dLbls/{C}showVal").get("val") == "1"
    assert one.find(f".//{C}dLblPos").get("val") == "outEnd"
    many = replace(only("x"), series=(Series("x", "x", (Fraction(1),) * 30),), categories=tuple(map(str, range(30))))
    assert drawn(many).find(f".//{C}dLbls") is None


def test_titles_only_when_given():
    bare = drawn(chart())
    assert bare.find(f".//{C}title") is None
    assert bare.find(f".//{C}autoTitleDeleted").get("val") == "1"
    full = drawn(chart(), title="A & B <c>", axis_title="тис.\u00a0дол.")
    assert ["".join(title.itertext()) for title in full.iter(f"{C}title")] == ["A & B <c>", "тис.\u00a0дол."]
    assert full.find(f".//{C}autoTitleDeleted").get("val") == "0"


def test_hostile_names_appear_as_themselves():
    name = "& < > \" ' ]]> {{ x }} {% y %}"
    root = drawn(replace(only(name, Fraction(1)), categories=(name,)), font='A"<b>')
    assert root.findtext(f".//{C}tx//{C}v") == name
    assert root.findtext(f".//{C}cat//{C}v") == name
    assert {face.get("typeface") for face in root.iter(f"{A}latin")} == {'A"<b>'}


def test_workbook_is_linked_only_when_given():
    assert drawn(chart()).find(f"{C}externalData") is None
    assert drawn(chart(), workbook="rId7").find(f"{C}externalData").get(f"{R}id") == "rId7"


@pytest.mark.parametrize(
    ("marks", "code", "axis"),
    [
        ((1, ",", "\u00a0"), "#,##0.0", "[$-422]#,##0"),
        ((0, ".", ","), "#,##0", "[$-809]#,##0"),
        ((2, "'", ""), "0.00", "0"),
    ],
)
def test_number_formats(marks, code, axis):
    one = replace(chart(), number_format=marks)
    assert number_code(one) == code
    root = drawn(one)
    assert root.findtext(f".//{C}numCache/{C}formatCode") == code
    assert root.find(f".//{C}valAx/{C}numFmt").get("formatCode") == axis


def test_small_values_keep_their_decimals_on_the_axis():
    root = drawn(only("x", Fraction(1, 2), Fraction(3)))
    assert root.find(f".//{C}valAx/{C}numFmt").get("formatCode") == "[$-422]#,##0.0"


def test_numbers_are_stored_exactly_or_rightly_rounded():
    root = drawn(only("x", Fraction("16481.1"), Fraction("0.1234567890123455"), Fraction(10) ** 400))
    values = [point.text for point in root.findall(f".//{C}numCache/{C}pt/{C}v")]
    assert values == ["16481.1", "0.123456789012346", "1E+400"]


# ---------------------------------------------------------------- stacked, shares, horizontal, second axis


def two_bars(**options):
    return replace(chart(), series=chart().series[:2], **options)


def values_of(root, path):
    return [node.get("val") for node in root.iterfind(path)]


@pytest.mark.parametrize(
    ("options", "grouping", "overlap", "direction"),
    [
        ({}, "clustered", "0", "col"),
        ({"stacked": True}, "stacked", "100", "col"),
        ({"shares": True}, "percentStacked", "100", "col"),
        ({"horizontal": True, "stacked": True}, "stacked", "100", "bar"),
    ],
)
def test_bars_are_grouped_as_the_chart_says(options, grouping, overlap, direction):
    root = drawn(two_bars(**options))
    bars = root.find(f".//{C}barChart")
    assert bars.find(f"{C}grouping").get("val") == grouping
    assert bars.find(f"{C}overlap").get("val") == overlap
    assert bars.find(f"{C}barDir").get("val") == direction


def test_shares_are_printed_in_percent():
    root = drawn(two_bars(shares=True), axis_title="тис. дол.")
    assert root.find(f".//{C}valAx/{C}numFmt").get("formatCode") == "0%"
    assert root.find(f".//{C}valAx/{C}title") is None


def test_horizontal_bars_run_from_the_top_and_are_measured_at_the_foot():
    root = drawn(two_bars(horizontal=True))
    assert root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
    assert root.find(f".//{C}catAx/{C}axPos").get("val") == "l"
    assert root.find(f".//{C}valAx/{C}axPos").get("val") == "b"
    assert root.find(f".//{C}valAx/{C}crosses").get("val") == "max"


def test_bars_beside_lines_stand_upright():
    assert drawn(replace(chart(), horizontal=True)).find(f".//{C}barDir").get("val") == "col"


def test_a_single_stacked_series_has_no_labels_at_its_end():
    # Office calls a file damaged whose stacked bars have labels at their outer end
    one = replace(only("x", Fraction(1), Fraction(2)), stacked=True)
    assert drawn(one).find(f".//{C}dLbls") is None


def test_a_line_on_the_second_axis_has_axes_of_its_own():
    root = drawn(replace(chart(), second_axis=("balance",)))
    plot = root.find(f".//{C}plotArea")
    assert [child.tag.removeprefix(C) for child in plot] == [
        "layout",
        "barChart",
        "lineChart",
        "catAx",
        "valAx",
        "valAx",
        "catAx",
        "spPr",
    ]
    first, second = (
        [axis.get("val") for axis in plot.find(f"{C}{kind}").findall(f"{C}axId")] for kind in ("barChart", "lineChart")
    )
    assert not set(first) & set(second)
    defined = {
        axis.find(f"{C}axId").get("val"): axis.find(f"{C}crossAx").get("val")
        for axis in plot
        if axis.find(f"{C}crossAx") is not None
    }
    assert defined == {first[0]: first[1], first[1]: first[0], second[0]: second[1], second[1]: second[0]}
    assert values_of(plot, f"{C}valAx/{C}axPos") == ["l", "r"]
    assert values_of(plot, f"{C}valAx/{C}crosses") == ["autoZero", "max"]
    assert values_of(plot, f"{C}catAx/{C}delete") == ["0", "1"]
    assert len(plot.findall(f"{C}valAx/{C}majorGridlines")) == 1


def test_lines_beside_shares_are_never_measured_in_percent():
    root = drawn(replace(chart(), shares=True))
    assert values_of(root, f".//{C}valAx/{C}axPos") == ["l", "r"]


def test_lines_alone_need_no_second_axis():
    lines = tuple(replace(series, kind="line") for series in chart().series)
    root = drawn(replace(chart(), series=lines, second_axis=tuple(series.key for series in lines)))
    assert len(root.findall(f".//{C}valAx")) == 1


def test_both_axes_have_zero_at_one_height():
    series = (
        Series("x", "x", (Fraction(36), Fraction(22))),
        Series("g", "g", (Fraction(94), Fraction(-36)), "line", 3),
    )
    root = drawn(replace(chart(), series=series, categories=("a", "b"), second_axis=("g",)))
    shares = []
    for axis in root.iter(f"{C}valAx"):
        low, high = (float(axis.find(f"{C}scaling/{C}{end}").get("val")) for end in ("min", "max"))
        assert axis.find(f"{C}majorUnit") is not None
        shares.append(-low / (high - low))
    assert shares[0] == pytest.approx(shares[1])
    assert shares[0] > 0


def test_bars_with_long_names_lie():
    names = ("Мінеральне паливо, нафта і продукти її перегонки; бітумінозні речовини", "б", "в", "г")
    values = tuple(Fraction(n) for n in range(4))
    root = drawn(replace(chart(), series=(Series("x", "x", values),), categories=names))
    assert root.find(f".//{C}barDir").get("val") == "bar"

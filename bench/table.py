# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of what was measured: row, measured, baseline, ratio, aim, verdict."""

import os

from desk import median


def format_number(number):
    return "{:,}".format(number)


def format_value(value):
    if value >= 100:
        return "%.0f" % value
    return "%.1f" % value if value >= 10 else "%.2f" % value


class Row:
    """@most: the ratio aimed at; @above: the difference aimed at; neither: a figure to know."""

    def __init__(self, what, measured, baseline=None, against="", unit="ms", most=None, above=None):
        self.what = what
        self.measured = measured
        self.baseline = baseline
        self.against = against
        self.unit = unit
        self.most = most
        self.above = above

    def format_values(self, values):
        text = "%s %s" % (format_value(median(values)), self.unit)
        if len(values) > 1:
            text += " (%s–%s)" % (format_value(min(values)), format_value(max(values)))
        return text

    def get_cells(self):
        cells = [self.what, self.format_values(self.measured), "", "", "", ""]
        if not self.baseline:
            return cells
        ours, bare = median(self.measured), median(self.baseline)
        cells[2] = "%s: %s" % (self.against, self.format_values(self.baseline))
        if self.above is not None:
            cells[3] = "%+.1f %s" % (ours - bare, self.unit)
            cells[4] = "≤ +%.3g %s" % (self.above, self.unit)
            cells[5] = "met" if ours - bare <= self.above else "MISSED"
            return cells
        cells[3] = "%.2f ×" % (ours / bare)
        if self.most is not None:
            cells[4] = "≤ %g ×" % self.most
            cells[5] = "met" if ours / bare <= self.most else "MISSED"
        return cells


def print_table(rows, load_before):
    table = [["row", "measured", "baseline", "ratio", "aim", "verdict"]] + [row.get_cells() for row in rows]
    widths = [max(len(line[i]) for line in table) for i in range(6)]
    for number, line in enumerate(table):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print("\nMedian (smallest–largest); %d processors; load average %.1f before, %.1f after." % (
        os.cpu_count(), load_before, os.getloadavg()[0]))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Insurers' letters, who decides who is told, and who is told, in the language of the session."""

import sys

from letter_story import SCENES, LetterStory
from scenes import play

if __name__ == '__main__':
    sys.exit(play(LetterStory(*sys.argv[1:3]), SCENES))

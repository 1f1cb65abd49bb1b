#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The path of a dossier from an empty one to a customer fetched over a slow line, in the language of the session."""

import sys

from dossier_story import SCENES, DossierStory
from scenes import play

if __name__ == '__main__':
    sys.exit(play(DossierStory(*sys.argv[1:3]), SCENES))

#!/usr/bin/env python3
"""Draws listens.csv.gz: how often users heard artists, from a Gamma-Poisson model of eight genres.

User u has an intensity theta_uk ~ Gamma(0.25, scale 40) of each genre k. A genre spreads its
plays over 40 artists of its own (named after it) by weights 1/(3 + rank), nine tenths of them, and the rest over
the others alike. Counts are Poisson(sum_k theta_uk phi_kw). Users and lines come in random order.
Run it again: the same bytes, with Python 3 alone.
"""
import gzip
import os
import random

GENRES = ["ambient", "bebop", "cumbia", "disco", "fado", "gospel", "klezmer", "tango"]
ARTISTS = 40
USERS = 800

draw = random.Random(20261121)


def poisson(mean):
    """Counts arrivals of a Poisson process in [0, mean)."""
    n, t = 0, draw.expovariate(1)
    while t < mean:
        n, t = n + 1, t + draw.expovariate(1)
    return n


def main():
    names = [f"{g} {a + 1:02d}" for g in GENRES for a in range(ARTISTS)]
    own = [1 / (3 + a) for a in range(ARTISTS)]
    own = [x / sum(own) for x in own]
    lines = []
    for u in range(USERS):
        theta = [draw.gammavariate(0.25, 40) for _ in GENRES]
        for w, name in enumerate(names):
            genre, artist = divmod(w, ARTISTS)
            mean = 0.9 * theta[genre] * own[artist] + 0.1 * sum(theta) / len(names)
            n = poisson(mean)
            if n > 0:
                lines.append(f"u{u + 1:04d},{name},{n}\n")
    draw.shuffle(lines)
    text = "user,artist,plays\n" + "".join(lines)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "listens.csv.gz")
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(text.encode())


main()

#!/usr/bin/env python3
"""Draws the synthetic sample from latent Dirichlet allocation, and its truth.

Usage: generate.py [--evaluate]        (Python 3 alone; writes beside itself)

Eight topics over 200 terms. Each topic has five anchor terms of its own (anchor<k>a .. anchor<k>e, a
quarter of its mass) and a sparse Dirichlet draw over the 160 terms that all topics share (word001 ..
word160), so topics overlap. Documents have 20 to 100 tokens; topic proportions are Dirichlet(alpha).

--evaluate prints what the true model scores on the test documents.
"""
import gzip
import math
import os
import random
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

SEED = 20240229
K, ANCHORS, SHARED = 8, 5, 160
ALPHA = [0.30, 0.30, 0.25, 0.25, 0.20, 0.20, 0.15, 0.15]
DOCUMENTS = {"synthetic": 1000, "synthetic-test": 500}
HERE = os.path.dirname(os.path.abspath(__file__))


def dirichlet(rng, alpha):
    draws = [rng.gammavariate(a, 1.0) for a in alpha]
    total = sum(draws)
    return [x / total for x in draws]


def topics(rng):
    """phi[k][w]: anchors first, topic by topic, then the shared terms."""
    phi = []
    for k in range(K):
        row = [0.0] * (K * ANCHORS + SHARED)
        for a, share in enumerate(dirichlet(rng, [5.0] * ANCHORS)):
            row[k * ANCHORS + a] = 0.25 * share
        for w, share in enumerate(dirichlet(rng, [0.2] * SHARED)):
            row[K * ANCHORS + w] = 0.75 * share
        phi.append(row)
    return phi


def document(rng, phi):
    """One document as a list of terms in random order."""
    theta = dirichlet(rng, ALPHA)
    length = rng.randint(20, 100)
    picked = rng.choices(range(K), theta, k=length)
    return [rng.choices(range(len(phi[k])), phi[k])[0] for k in picked]


def write_uci(name, corpus):
    counts = [sorted(Counter(tokens).items()) for tokens in corpus]
    lines = [str(len(corpus)), str(K * ANCHORS + SHARED), str(sum(map(len, counts)))]
    lines += [f"{d + 1} {w + 1} {n}" for d, row in enumerate(counts) for w, n in row]
    with open(f"{HERE}/docword.{name}.txt.gz", "wb") as file:
        with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(("\n".join(lines) + "\n").encode())


def write_lines(name, lines):
    with open(f"{HERE}/{name}", "w") as file:
        file.writelines(line + "\n" for line in lines)


def left_to_right(seed, tokens, phi, alpha, particles=20):
    """log p(tokens | phi, alpha), Wallach et al. 2009, algorithm 3."""
    rng = random.Random(seed)
    topic_ids = range(len(alpha))
    total = 0.0
    alpha0 = sum(alpha)
    columns = [[row[w] for row in phi] for w in tokens]
    states = [([], list(alpha)) for _ in range(particles)]
    for n, column in enumerate(columns):
        p = 0.0
        for z, weights in states:
            for m in range(n):
                weights[z[m]] -= 1
                z[m] = rng.choices(topic_ids, [a * b for a, b in zip(weights, columns[m])])[0]
                weights[z[m]] += 1
            here = [a * b for a, b in zip(weights, column)]
            p += sum(here) / (alpha0 + n)
            z.append(rng.choices(topic_ids, here)[0])
            weights[z[n]] += 1
        total += math.log(p / particles)
    return total


def completion(rng, tokens, phi, alpha):
    """Document completion: theta by 50 steps on one random half; log p and number of the other half."""
    tokens = tokens[:]
    rng.shuffle(tokens)
    half = len(tokens) // 2
    topic_ids = range(len(alpha))
    theta = [1 / len(alpha)] * len(alpha)
    for _ in range(50):
        n = list(alpha)
        for w in tokens[:half]:
            p = [theta[k] * phi[k][w] for k in topic_ids]
            s = sum(p)
            for k in topic_ids:
                n[k] += p[k] / s
        total = sum(n)
        theta = [x / total for x in n]
    rest = tokens[half:]
    return sum(math.log(sum(theta[k] * phi[k][w] for k in topic_ids)) for w in rest), len(rest)


def summary(scores):
    """Perplexity and its standard error over documents, of (log p, tokens) pairs."""
    n = sum(t for _, t in scores)
    mean = sum(s for s, _ in scores) / n
    spread = sum((s - mean * t) ** 2 for s, t in scores)
    ppl = math.exp(-mean)
    return ppl, ppl * math.sqrt(spread) / n


def evaluate(corpus, phi, alpha):
    with ProcessPoolExecutor() as pool:
        several = [pool.submit(left_to_right, d, t, phi, alpha) for d, t in enumerate(corpus)]
        scores = [(s.result(), len(t)) for s, t in zip(several, corpus)]
    print("left-to-right, 20 particles: %.2f, standard error %.2f" % summary(scores))
    rng = random.Random(1)
    print("completion of random halves: %.2f, standard error %.2f"
          % summary([completion(rng, t, phi, alpha) for t in corpus]))


def main():
    rng = random.Random(SEED)
    phi = topics(rng)
    corpora = {name: [document(rng, phi) for _ in range(n)] for name, n in DOCUMENTS.items()}
    for name, corpus in corpora.items():
        write_uci(name, corpus)
        print(f"{name}: {len(corpus)} documents, {sum(map(len, corpus))} tokens")
    anchors = [f"anchor{k + 1}{letter}" for k in range(K) for letter in "abcde"]
    vocabulary = anchors + [f"word{w + 1:03d}" for w in range(SHARED)]
    write_lines("vocab.synthetic.txt", vocabulary)
    write_lines("true-topics.tsv", ["\t".join(f"{p:.9g}" for p in row) for row in phi])
    write_lines("true-alpha.tsv", [f"{a:g}" for a in ALPHA])
    if "--evaluate" in sys.argv:
        evaluate(corpora["synthetic-test"], phi, ALPHA)


if __name__ == "__main__":
    main()

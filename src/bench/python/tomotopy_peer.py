"""Trains tomotopy's LDA on orders from standard input, each answered by one line.

Usage: tomotopy_peer.py DOCWORD K THREADS ALPHA ETA OPTIM_INTERVAL SEED

DOCWORD is gzipped UCI bag-of-words with the rows of a document together. The first line says
"READY ..." or, where tomotopy or numpy cannot be imported, "ABSENT ...". Then:

    train N        N sweeps (at most 10: it repartitions at every call)  ->  seconds
    weights FILE   n_kw + eta as K rows of V little-endian float32       ->  K numbers alpha
    memory                                                               ->  peak resident KiB

The end of the input ends it. Seconds are those of train() alone; the random start counts as
loading.
"""

import gzip
import itertools
import sys
import time
import warnings


def documents(lines):
    """Yields each document's words, one by one, as text; the ids of documents must not return."""
    seen = set()
    rows = (line.split() for line in lines)
    for document, group in itertools.groupby(rows, key=lambda row: row[0]):
        if document in seen:
            sys.exit(f"Cannot read the corpus: the rows of document {document} are not together.")
        seen.add(document)
        yield [word for _, word, count in group for _ in range(int(count))]


def load(path, model):
    """Adds a corpus to the model; returns V."""
    with gzip.open(path, "rt", encoding="ascii") as lines:
        _, terms, _ = (int(next(lines)) for _ in range(3))
        for words in documents(lines):
            model.add_doc(words)
    model.train(0)
    return terms


def write_weights(numpy, model, terms, path):
    """Writes n_kw + eta, a topic a row; words that the corpus has not get eta."""
    ids = numpy.array([int(word) - 1 for word in model.used_vocabs])
    with open(path, "wb") as out:
        for k in range(model.k):
            row = numpy.full(terms, model.eta, dtype="<f4")
            row[ids] = model.get_topic_word_dist(k, normalize=False)
            row.tofile(out)


def peak_kibibytes():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(line.split()[1] for line in status if line.startswith("VmHWM:"))


def main():
    try:
        import numpy
        import tomotopy
    except ImportError as absent:
        print("ABSENT", absent, flush=True)
        return
    # It says at each call that the workers' order shows in the result.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="tomotopy")
    path = sys.argv[1]
    k, workers = int(sys.argv[2]), int(sys.argv[3])
    alpha, eta = float(sys.argv[4]), float(sys.argv[5])
    model = tomotopy.LDAModel(k=k, alpha=alpha, eta=eta, seed=int(sys.argv[7]))
    model.optim_interval = int(sys.argv[6])
    terms = load(path, model)
    print("READY", tomotopy.__version__, tomotopy.isa, flush=True)
    for order in sys.stdin:
        word, _, argument = order.rstrip("\n").partition(" ")
        if word == "train":
            begin = time.perf_counter()
            model.train(int(argument), workers=workers)
            print(time.perf_counter() - begin, flush=True)
        elif word == "weights":
            write_weights(numpy, model, terms, argument)
            print(*model.alpha, flush=True)
        elif word == "memory":
            print(peak_kibibytes(), flush=True)
        else:
            sys.exit(f"Cannot obey {word}: allowed are train, weights, memory.")


if __name__ == "__main__":
    main()

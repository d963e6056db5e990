#!/usr/bin/env python3
"""Writes ngram.json: the N-gram model that section 3.2 trains on a sonnet, as PyTorch trains it.

    .venv-bench/bin/python Tests/Fixtures/make_ngram.py            # rewrites ngram.json
    .venv-bench/bin/python Tests/Fixtures/make_ngram.py --check    # fails if it would change

Made with PyTorch 2.15.0 on CPU. The program is that of "Word Embeddings: Encoding Lexical
Semantics" by Robert Guthrie as it was in 2018, with the words of a context in the order of the text
(the present version turns them round), and with one change: it numbers the words by
`enumerate(set(...))`, whose order is another one in every run of Python, and so are its losses. Here
a word's number is its place among the different words, in the order of their first appearance.

`after_hello` is the tutorial's own order of draws: from seed 1 it looks up "hello" in a
`nn.Embedding(2, 5)` before it makes the model. `from_the_seed` makes the model first.
"""
import json
import sys
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

torch.set_num_threads(1)
OUT = Path(__file__).with_name("ngram.json")
CONTEXT_SIZE, EMBEDDING_DIM, HIDDEN, EPOCHS, RATE = 2, 10, 128, 10, 0.001
SONNET = json.loads(OUT.with_name("training.json").read_text())["sonnet"].split()
NUMBERS = {word: number for number, word in enumerate(dict.fromkeys(SONNET))}
WORDS = list(NUMBERS)
TRIGRAMS = [(SONNET[i:i + 2], SONNET[i + 2]) for i in range(len(SONNET) - 2)]


class NGramLanguageModeler(nn.Module):
    def __init__(self):
        super().__init__()
        self.embeddings = nn.Embedding(len(WORDS), EMBEDDING_DIM)
        self.linear1 = nn.Linear(CONTEXT_SIZE * EMBEDDING_DIM, HIDDEN)
        self.linear2 = nn.Linear(HIDDEN, len(WORDS))

    def forward(self, inputs):
        embeds = self.embeddings(inputs).view((1, -1))
        return F.log_softmax(self.linear2(F.relu(self.linear1(embeds))), dim=1)


def indices(words):
    return torch.tensor([NUMBERS[word] for word in words], dtype=torch.long)


def run(hello):
    torch.manual_seed(1)
    result = {}
    if hello:
        result["hello"] = nn.Embedding(2, 5)(torch.tensor([0])).tolist()
    model = NGramLanguageModeler()
    optimizer = optim.SGD(model.parameters(), lr=RATE)
    losses = []
    for _ in range(EPOCHS):
        total = 0.0
        for context, target in TRIGRAMS:
            model.zero_grad()
            loss = F.nll_loss(model(indices(context)), indices([target]))
            loss.backward()
            optimizer.step()
            total += loss.item()
        losses.append(total)
    chances = model(indices(["forty", "winters"])).detach().exp()[0]
    largest = chances.topk(5)
    return result | {
        "losses": losses,
        "next_words": [WORDS[i] for i in largest.indices],
        "their_chances": largest.values.tolist(),
        "chance_of_shall": chances[NUMBERS["shall"]].item(),
        "chance_of_thy": chances[NUMBERS["thy"]].item(),
    }


result = {
    "torch": torch.__version__.split("+")[0], "words": len(SONNET), "vocabulary": WORDS,
    "trigrams": len(TRIGRAMS), "runs": {"after_hello": run(True), "from_the_seed": run(False)},
}
text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
if "--check" in sys.argv:
    sys.exit(OUT.read_text() != text and "ngram.json would change")
OUT.write_text(text)

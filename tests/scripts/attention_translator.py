"""Numbers written as digits are translated into words: a GRU reads, another writes and looks back."""

import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

NAMES = "zero one two three four five six seven eight nine".split()
PAD, START, END = 0, 1, 2
HIDDEN, STEPS, BATCH = 32, 90, 16

random.seed(3)
torch.manual_seed(3)
letters = ["<pad>", "<start>", "<end>"] + sorted(set("".join(NAMES) + " "))
number = {letter: k for k, letter in enumerate(letters)}


def pair():
    digits = [random.randrange(10) for _ in range(random.randint(1, 3))]
    words = " ".join(NAMES[d] for d in digits)
    source = torch.tensor([d + 1 for d in digits])
    return source, torch.tensor([START] + [number[c] for c in words] + [END])


def batch(size):
    sources, targets = zip(*[pair() for _ in range(size)])
    lengths = torch.tensor([len(s) for s in sources])
    return pad_sequence(sources), lengths, pad_sequence(targets, padding_value=PAD)


class Encoder(nn.Module):
    def __init__(self):
        super(Encoder, self).__init__()
        self.embedding = nn.Embedding(11, HIDDEN, padding_idx=PAD)
        self.gru = nn.GRU(HIDDEN, HIDDEN, bidirectional=True)

    def forward(self, source, lengths):
        packed = pack_padded_sequence(self.embedding(source), lengths, enforce_sorted=False)
        out, hidden = self.gru(packed)
        out, _ = pad_packed_sequence(out)
        return out[:, :, :HIDDEN] + out[:, :, HIDDEN:], hidden[0] + hidden[1]


class Attention(nn.Module):
    """Additive scores, as Bahdanau has them."""

    def __init__(self):
        super().__init__()
        self.query, self.key = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1)

    def forward(self, hidden, memory, mask):
        scores = self.score(torch.tanh(self.query(hidden).unsqueeze(0) + self.key(memory))).squeeze(-1)
        weights = F.softmax(scores.masked_fill(mask, -1e9).t(), dim=1)
        return torch.bmm(weights.unsqueeze(1), memory.transpose(0, 1)).squeeze(1), weights


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(len(letters), HIDDEN)
        self.attention = Attention()
        self.cell = nn.GRUCell(2 * HIDDEN, HIDDEN)
        self.out = nn.Linear(2 * HIDDEN, len(letters))
        self.dropout = nn.Dropout(0.1)

    def forward(self, token, hidden, memory, mask):
        context, weights = self.attention(hidden, memory, mask)
        hidden = self.cell(torch.cat((self.dropout(self.embedding(token)), context), 1), hidden)
        return F.log_softmax(self.out(torch.cat((hidden, context), dim=1)), dim=1), hidden, weights


encoder, decoder = Encoder(), Decoder()
optimizers = [torch.optim.Adam(m.parameters(), lr=0.01) for m in (encoder, decoder)]
criterion = nn.NLLLoss(ignore_index=PAD)
print(encoder, decoder, sep="\n")

for step in range(STEPS):
    source, lengths, target = batch(BATCH)
    for optimizer in optimizers:
        optimizer.zero_grad()
    memory, hidden = encoder(source, lengths)
    mask = source == PAD
    loss, token = 0, target[0]
    forced = random.random() < 0.7
    for t in range(1, target.size(0)):
        scores, hidden, _ = decoder(token, hidden, memory, mask)
        loss += criterion(scores, target[t])
        token = target[t] if forced else scores.topk(1)[1].squeeze(1).detach()
    loss = loss / target.size(0)
    loss.backward()
    for module in (encoder, decoder):
        nn.utils.clip_grad_norm_(module.parameters(), 2.0)
    for optimizer in optimizers:
        optimizer.step()
    if step % 10 == 0 or step == STEPS - 1:
        print("step %d loss %.4f" % (step, loss.item()))

encoder.eval(), decoder.eval()
with torch.no_grad():
    for digits in ([4, 2], [7], [1, 9, 5]):
        source = torch.tensor([[d + 1] for d in digits])
        memory, hidden = encoder(source, torch.tensor([len(digits)]))
        token, words, looked = torch.tensor([START]), [], []
        for _ in range(20):
            scores, hidden, weights = decoder(token, hidden, memory, source == PAD)
            token = scores.argmax(dim=1)
            if token.item() == END:
                break
            words.append(letters[token.item()])
            looked.append(weights.argmax().item())
        print(digits, repr("".join(words)), looked)

"""nn.Transformer, encoder and decoder, learns to reverse short sequences of symbols of unequal length."""

import math

import torch
from torch import Tensor, nn
from torch.nn import Transformer

PAD, START, END, FIRST = 0, 1, 2, 3
SYMBOLS, WIDTH, STEPS = 6, 32, 100
VOCABULARY = FIRST + SYMBOLS


class PositionalEncoding(nn.Module):
    def __init__(self, emb_size: int, dropout: float, maxlen: int = 50):
        super(PositionalEncoding, self).__init__()
        den = torch.exp(-torch.arange(0, emb_size, 2) * math.log(10000) / emb_size)
        pos = torch.arange(0, maxlen).reshape(maxlen, 1)
        table = torch.zeros((maxlen, emb_size))
        table[:, 0::2] = torch.sin(pos * den)
        table[:, 1::2] = torch.cos(pos * den)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("table", table.unsqueeze(-2))

    def forward(self, embedded: Tensor):
        return self.dropout(embedded + self.table[: embedded.size(0), :])


class Reverser(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH, padding_idx=PAD)
        self.positions = PositionalEncoding(WIDTH, dropout=0.05)
        self.transformer = Transformer(
            d_model=WIDTH, nhead=4, num_encoder_layers=1, num_decoder_layers=2, dim_feedforward=64, dropout=0.05
        )
        self.generator = nn.Linear(WIDTH, VOCABULARY)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.xavier_uniform_(p)

    def place(self, tokens):
        return self.positions(self.embedding(tokens.long()) * math.sqrt(WIDTH))

    def forward(self, src, trg, tgt_mask, src_padding, tgt_padding):
        outs = self.transformer(
            self.place(src), self.place(trg), None, tgt_mask, None, src_padding, tgt_padding, src_padding
        )
        return self.generator(outs)

    def encode(self, src, padding):
        return self.transformer.encoder(self.place(src), None, padding)

    def decode(self, tgt, memory, tgt_mask):
        return self.transformer.decoder(self.place(tgt), memory, tgt_mask)


def causal(size):
    mask = (torch.triu(torch.ones((size, size))) == 1).transpose(0, 1)
    return mask.float().masked_fill(mask == 0, float("-inf")).masked_fill(mask == 1, float(0.0))


def batch(size, longest=5):
    lengths = torch.randint(2, longest + 1, (size,))
    src = torch.full((longest, size), PAD)
    tgt = torch.full((longest + 2, size), PAD)
    for k, n in enumerate(lengths.tolist()):
        word = torch.randint(FIRST, VOCABULARY, (n,))
        src[:n, k] = word
        tgt[: n + 2, k] = torch.cat([torch.tensor([START]), word.flip(0), torch.tensor([END])])
    return src, tgt


def greedy(model, src):
    model.eval()
    with torch.no_grad():
        memory = model.encode(src, None)
        ys = torch.ones(1, 1).fill_(START).type(torch.long)
        for _ in range(src.size(0) + 1):
            out = model.decode(ys, memory, causal(ys.size(0)).type(torch.float))
            prob = model.generator(out.transpose(0, 1)[:, -1])
            _, following = torch.max(prob, dim=1)
            ys = torch.cat([ys, torch.ones(1, 1).type_as(ys).fill_(following.item())], dim=0)
            if following.item() == END:
                break
    return ys.flatten()


torch.manual_seed(0)
model = Reverser()
print(model)
loss_fn = nn.CrossEntropyLoss(ignore_index=PAD, label_smoothing=0.05)
optimizer = torch.optim.Adam(model.parameters(), lr=0.003, betas=(0.9, 0.98), eps=1e-9)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / 10))

for step in range(STEPS):
    model.train()
    src, tgt = batch(32)
    given, wanted = tgt[:-1, :], tgt[1:, :]
    logits = model(
        src, given, causal(given.size(0)), (src == PAD).transpose(0, 1).float() * -1e4,
        (given == PAD).transpose(0, 1).float() * -1e4,
    )
    optimizer.zero_grad()
    loss = loss_fn(logits.reshape(-1, logits.shape[-1]), wanted.reshape(-1))
    loss.backward()
    optimizer.step()
    scheduler.step()
    if step % 10 == 0 or step == STEPS - 1:
        print(f"step: {step}, loss: {loss.item():.4f}, rate: {optimizer.param_groups[0]['lr']:.6f}")

for word in ([3, 4, 5], [8, 8, 6, 7]):
    print(word, greedy(model, torch.tensor(word).view(-1, 1)).tolist())

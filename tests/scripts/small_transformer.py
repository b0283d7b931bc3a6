"""A tiny decoder-only transformer learns to repeat what it has read, backwards."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

SYMBOLS, LENGTH, WIDTH, HEADS, LAYERS = 8, 5, 32, 4, 2
SEPARATOR = SYMBOLS
BLOCK = 2 * LENGTH


class CausalSelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.proj = nn.Linear(width, width)
        self.drop = nn.Dropout(0.05)
        self.register_buffer("mask", torch.tril(torch.ones(BLOCK, BLOCK)).view(1, 1, BLOCK, BLOCK))

    def forward(self, x):
        b, t, c = x.size()
        q, k, v = self.qkv(x).split(c, dim=2)
        q, k, v = (z.view(b, t, self.heads, c // self.heads).transpose(1, 2) for z in (q, k, v))
        scores = (q @ k.transpose(-2, -1)) / math.sqrt(k.size(-1))
        scores = scores.masked_fill(self.mask[:, :, :t, :t] == 0, float("-inf"))
        weights = self.drop(F.softmax(scores, dim=-1))
        return self.proj((weights @ v).transpose(1, 2).contiguous().view(b, t, c))


class Block(nn.Module):
    """The first block attends by hand, the second with PyTorch's module."""

    def __init__(self, width, heads, by_hand):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.by_hand = by_hand
        if by_hand:
            self.attention = CausalSelfAttention(width, heads)
        else:
            self.attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def attend(self, x):
        if self.by_hand:
            return self.attention(x)
        mask = nn.Transformer.generate_square_subsequent_mask(x.size(1))
        return self.attention(x, x, x, attn_mask=mask, need_weights=False)[0]

    def forward(self, x):
        x = x + self.attend(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class SmallGPT(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(SYMBOLS + 1, WIDTH)
        self.places = nn.Embedding(BLOCK, WIDTH)
        self.blocks = nn.ModuleList([Block(WIDTH, HEADS, k == 0) for k in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, SYMBOLS + 1, bias=False)
        self.apply(self.start)
        self.head.weight = self.tokens.weight

    def start(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, mean=0.0, std=0.08)
            if getattr(module, "bias", None) is not None:
                nn.init.zeros_(module.bias)

    def forward(self, tokens, targets=None):
        x = self.tokens(tokens) + self.places(torch.arange(tokens.size(1)))
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.norm(x))
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=-1)

    @torch.no_grad()
    def generate(self, tokens, count, top_k=None):
        for _ in range(count):
            logits = self(tokens[:, -BLOCK:])[0][:, -1]
            if top_k is None:
                following = logits.argmax(-1, keepdim=True)
            else:
                lowest = torch.topk(logits, top_k).values[:, [-1]]
                logits[logits < lowest] = -float("inf")
                following = torch.multinomial(F.softmax(logits, dim=-1), num_samples=1)
            tokens = torch.cat((tokens, following), dim=1)
        return tokens


def batch(size):
    words = torch.randint(SYMBOLS, (size, LENGTH))
    separator = torch.full((size, 1), SEPARATOR)
    whole = torch.cat([words, separator, words.flip(1)], dim=1)
    inputs, targets = whole[:, :-1], whole[:, 1:].clone()
    targets[:, :LENGTH] = -1
    return inputs, targets


torch.manual_seed(7)
model = SmallGPT()
print(model)
decayed = [p for p in model.parameters() if p.dim() >= 2]
others = [p for p in model.parameters() if p.dim() < 2]
groups = [{"params": decayed, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}]
optimizer = torch.optim.AdamW(groups, lr=3e-3, betas=(0.9, 0.95))
print("parameters:", sum(p.numel() for p in model.parameters()))

steps = 120
for step in range(steps):
    for group in optimizer.param_groups:
        group["lr"] = 3e-3 * min(1.0, (step + 1) / 20) * (0.5 + 0.5 * math.cos(math.pi * step / steps))
    inputs, targets = batch(32)
    logits, loss = model(inputs, targets)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    if step % 20 == 0 or step == steps - 1:
        told = targets >= 0
        right = (logits.argmax(-1)[told] == targets[told]).float().mean().item()
        print(f"step {step:3d}  loss {loss.item():.4f}  right {right:.3f}")

model.eval()
inputs, targets = batch(64)
start = inputs[:, : LENGTH + 1]
written = model.generate(start, LENGTH)
print("right on new words:", (written[:, -LENGTH:] == targets[:, LENGTH:]).float().mean().item())
print("greedy: ", written[0].tolist())
print("sampled:", model.generate(start[:2], LENGTH, top_k=3).tolist())

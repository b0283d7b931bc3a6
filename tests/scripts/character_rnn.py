"""A recurrent network learns one paragraph letter by letter, then writes by itself."""

import torch
import torch.nn as nn
import torch.nn.functional as F

TEXT = (
    "a small boat left the harbour before the sun was up. the sea was calm, and the two sisters in "
    "the boat did not speak. one held the oars, the other looked at the stars, which went out one "
    "after another. when the last star had gone, they let the boat drift and waited for the wind. "
)
LENGTH, BATCH, HIDDEN, STEPS = 24, 16, 48, 150

torch.manual_seed(1)
letters = sorted(set(TEXT))
number = {letter: k for k, letter in enumerate(letters)}
data = torch.tensor([number[letter] for letter in TEXT])


class CharacterModel(nn.Module):
    def __init__(self, count, width, hidden):
        super().__init__()
        self.embed = nn.Embedding(count, width)
        self.lstm = nn.LSTM(width, hidden, num_layers=2, batch_first=True, dropout=0.1)
        self.head = nn.Linear(hidden, count)

    def forward(self, tokens, state=None):
        out, state = self.lstm(self.embed(tokens), state)
        return self.head(out), state


def batch():
    starts = torch.randint(0, len(data) - LENGTH - 1, (BATCH,))
    rows = torch.stack([data[s : s + LENGTH + 1] for s in starts.tolist()])
    return rows[:, :-1], rows[:, 1:]


@torch.no_grad()
def write(model, start, count, greedy):
    model.eval()
    tokens = [number[letter] for letter in start]
    logits, state = model(torch.tensor([tokens]))
    for _ in range(count):
        last = logits[0, -1]
        if greedy:
            choice = last.argmax().item()
        else:
            choice = torch.multinomial(F.softmax(last / 0.8, dim=-1), 1).item()
        tokens.append(choice)
        logits, state = model(torch.tensor([[choice]]), state)
    model.train()
    return "".join(letters[k] for k in tokens)


model = CharacterModel(len(letters), 16, HIDDEN)
print(model)
print("parameters:", sum(p.numel() for p in model.parameters()))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=50, gamma=0.5)

for step in range(STEPS):
    inputs, targets = batch()
    logits, _ = model(inputs)
    loss = F.cross_entropy(logits.reshape(-1, len(letters)), targets.reshape(-1))
    optimizer.zero_grad()
    loss.backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    if step % 15 == 0 or step == STEPS - 1:
        print(f"step {step:3d}  loss {loss.item():.4f}  gradient {norm:.3f}  rate {scheduler.get_last_lr()[0]}")

print("greedy:  ", repr(write(model, "the ", 40, greedy=True)))
print("sampled: ", repr(write(model, "the ", 40, greedy=False)))

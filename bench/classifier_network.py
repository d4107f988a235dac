"""The encoder and the classifier of ``kg/encoder`` and ``kg/extract/classifier.py`` once more, as torch can train them.

Only for training; ``to_arrays`` and ``from_arrays`` turn its weights into those of ``ontologies/classifier.npz`` and
back.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from kg.extract.classifier import KINDS
from kg.extract.literals import KINDS_OF_LITERALS
from kg.model import MODES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.classifier_example import Example
    from kg.encoder.packed import PackedModel

LINEAR = ("query", "key", "value", "out", "widen", "narrow")
NORMS = ("after_attention", "after")
#: The names of the tensors in the packed file.
PACKED = {"query": "q", "key": "k", "value": "v", "out": "ao", "widen": "fi", "narrow": "fo"}
PACKED |= {"after_attention": "aln", "after": "oln"}
#: Tables of the classifier by their names in the file; a module of torch has a "type" already.
TABLES = {"type": "types", "kind": "kind", "gap": "gap", "step": "step", "stated.relation": "relation"}
#: Its products; the tagger is one as well.
PRODUCTS = ("subject", "object", "between", "hidden", "out", "stated", "mode", "tags")
#: Widths of the classifier's own tables and products.
TYPE, KIND, GAP, STEP, SIDE, HIDDEN, STATED = 32, 16, 16, 16, 192, 256, 96
DROPPED_IN_LAYERS, DROPPED = 0.1, 0.2


class Layer(nn.Module):
    """One layer of the transformer."""

    def __init__(self, width: int, wide: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        for name in ("query", "key", "value", "out"):
            setattr(self, name, nn.Linear(width, width))
        self.widen, self.narrow = nn.Linear(width, wide), nn.Linear(wide, width)
        self.after_attention, self.after = nn.LayerNorm(width, eps=epsilon), nn.LayerNorm(width, eps=epsilon)
        self.drop = nn.Dropout(DROPPED_IN_LAYERS)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the vectors (batch × pieces × width) after this layer."""
        batch, count, width = x.shape

        def apart(y: torch.Tensor) -> torch.Tensor:
            return y.view(batch, count, self.heads, width // self.heads).transpose(1, 2)

        parts = [apart(part(x)) for part in (self.query, self.key, self.value)]
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=mask).transpose(1, 2)
        x = self.after_attention(x + self.drop(self.out(seen.reshape(batch, count, width))))
        return self.after(x + self.drop(self.narrow(functional.gelu(self.widen(x), approximate="tanh"))))


class Network(nn.Module):
    """The first layers of the encoder, all of them trained, with the classifier and a tagger of names on top."""

    def __init__(self, model: PackedModel, layers: int, relations: Sequence[str], classes: Sequence[str]) -> None:
        super().__init__()
        width, sizes = model.sizes.width, model.sizes
        self.relations, self.classes = tuple(relations), tuple(classes)
        words = torch.from_numpy(model.tensor("emb.word").copy()).view(-1, width)
        self.register_buffer("words", words.half(), persistent=False)
        places = torch.from_numpy(model.tensor("emb.pos").copy()).view(-1, width)
        self.register_buffer(
            "places", places + torch.from_numpy(model.tensor("emb.type")[:width].copy()), persistent=False
        )
        self.first = nn.LayerNorm(width, eps=sizes.epsilon)
        self._fill(self.first, model, "emb.ln")
        self.first.requires_grad_(requires_grad=False)
        wide = len(model.tensor("l0.fi.b"))
        self.layers = nn.ModuleList(Layer(width, wide, sizes.heads, sizes.epsilon) for _ in range(layers))
        for number, layer in enumerate(self.layers):
            for name in (*LINEAR, *NORMS):
                self._fill(getattr(layer, name), model, f"l{number}.{PACKED[name]}")
        self.norm = nn.LayerNorm(width)
        self.types, self.kind = nn.Embedding(len(classes) + 1, TYPE), nn.Embedding(len(KINDS), KIND)
        self.gap, self.step = nn.Embedding(10, GAP), nn.Embedding(5, STEP)
        nn.init.normal_(self.types.weight, std=0.3)
        mention = width + TYPE + KIND
        self.subject, self.object = nn.Linear(mention, SIDE), nn.Linear(mention, SIDE)
        self.between = nn.Linear(width + GAP + STEP, SIDE)
        self.hidden, self.out = nn.Linear(4 * SIDE, HIDDEN), nn.Linear(HIDDEN, len(relations))
        nn.init.constant_(self.out.bias, -4.0)
        self.stated, self.relation = nn.Linear(HIDDEN, STATED), nn.Embedding(len(relations), STATED)
        nn.init.normal_(self.relation.weight, std=0.3)
        self.mode = nn.Linear(STATED, len(MODES))
        self.tags = nn.Linear(width, 2 * (len(classes) - len(KINDS_OF_LITERALS)) + 1)
        self.drop = nn.Dropout(DROPPED)

    @staticmethod
    def _fill(module: nn.Linear | nn.LayerNorm, model: PackedModel, name: str) -> None:
        module.weight.data = torch.from_numpy(model.tensor(f"{name}.w").copy()).view(module.weight.shape)
        module.bias.data = torch.from_numpy(model.tensor(f"{name}.b").copy())

    def encode(self, batch: Sequence[Example]) -> torch.Tensor:
        """Return the vectors (batch × pieces × width) of windows; what is beyond the end of one means nothing."""
        longest = max(len(example.numbers) for example in batch)
        numbers = torch.ones(len(batch), longest, dtype=torch.long)
        mask = torch.zeros(len(batch), longest, dtype=torch.bool)
        for row, example in enumerate(batch):
            numbers[row, : len(example.numbers)] = torch.tensor(example.numbers)
            mask[row, : len(example.numbers)] = True
        x = self.first(self.words[numbers].float() + self.places[:longest])
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x

    def judge(self, vectors: torch.Tensor, example: Example) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Return the log-odds (pairs × relations) of one window, and those of modes (right ones × modes) if any."""
        h = self.norm(vectors.float())
        sums = torch.cat([torch.zeros(1, h.shape[1]), h.cumsum(0)])
        first, end, sentence = (torch.tensor([place[k] for place in example.places]) for k in range(3))
        mean = (sums[end] - sums[first]) / (end - first)[:, None]
        none = (len(self.classes),)
        types = torch.stack([self.types(torch.tensor(place[3] or none)).mean(0) for place in example.places])
        mentions = self.drop(torch.cat([mean, types, self.kind(torch.tensor([p[4] for p in example.places]))], 1))
        u = torch.tensor([u for pair in example.pairs for u, _ in pair])
        v = torch.tensor([v for pair in example.pairs for _, v in pair])
        own = torch.tensor([n for n, pair in enumerate(example.pairs) for _ in pair])
        left, right = self.subject(mentions)[u], self.object(mentions)[v]
        low = torch.minimum(end[u], end[v])
        high = torch.maximum(torch.maximum(first[u], first[v]), low)
        inner = (sums[high] - sums[low]) / (high - low).clamp(min=1)[:, None]
        gap = torch.log2((high - low).float() + 1).long().clamp(max=8)
        step = (sentence[v] - sentence[u]).clamp(-2, 2) + 2
        between = self.between(torch.cat([self.drop(inner), self.gap(gap), self.step(step)], 1))
        sign = torch.where(first[v] > first[u], 1.0, -1.0)[:, None]
        both = torch.tanh(left) * torch.tanh(right)
        parts = [torch.tanh(left + right), both, torch.tanh(between), torch.tanh(between * sign + left - right)]
        hidden = self.drop(functional.gelu(self.hidden(torch.cat(parts, 1)), approximate="tanh"))
        rows = self.out(hidden)
        index = own[:, None].expand_as(rows)
        highest = torch.full((len(example.pairs), rows.shape[1]), -1e4).scatter_reduce(0, index, rows, "amax").detach()
        total = torch.zeros_like(highest).index_add(0, own, torch.exp(rows - highest[own]))
        return torch.log(total) + highest, self._modes(example, rows.detach(), hidden)

    def _modes(self, example: Example, rows: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor | None:
        """Return the log-odds of modes of what is right, read at the two mentions that speak most for it."""
        at, chosen, relations = 0, [], []
        for pair, right, modes in zip(example.pairs, example.right, example.modes, strict=True):
            for relation, mode in zip(right, modes, strict=True):
                if mode >= 0:
                    chosen.append(at + int(rows[at : at + len(pair), relation].argmax()))
                    relations.append(relation)
            at += len(pair)
        if not chosen:
            return None
        stated = self.stated(hidden[torch.tensor(chosen)]) + self.relation(torch.tensor(relations))
        return self.mode(self.drop(functional.gelu(stated, approximate="tanh")))


def loss(network: Network, batch: Sequence[Example], mode_weight: float, tag_weight: float) -> torch.Tensor:
    """Return what is to be made small: wrong odds of relations and modes, and wrong tags where names are told."""
    with torch.autocast("cpu", torch.bfloat16):
        vectors = network.encode(batch)
    total = torch.zeros(())
    for row, example in enumerate(batch):
        odds, modes = network.judge(vectors[row, : len(example.numbers)], example)
        wanted, counted = torch.zeros_like(odds), torch.zeros_like(odds)
        for n, (allowed, right) in enumerate(zip(example.allowed, example.right, strict=True)):
            counted[n, list(allowed)] = 1
            wanted[n, list(right)] = 1
        total = total + functional.binary_cross_entropy_with_logits(odds, wanted, counted, reduction="sum")
        if modes is not None:
            stated = torch.tensor([mode for modes in example.modes for mode in modes if mode >= 0])
            total = total + mode_weight * functional.cross_entropy(modes, stated, reduction="sum")
    total = total / (8 * len(batch))
    told = [(row, example.tags) for row, example in enumerate(batch) if example.tags]
    if told:
        said = network.tags(network.norm(torch.cat([vectors[row, : len(tags)] for row, tags in told]).float()))
        truth = torch.tensor([tag for _, tags in told for tag in tags])
        total = total + tag_weight * functional.cross_entropy(said, truth)
    return total


def to_arrays(network: Network) -> dict[str, np.ndarray[Any, Any]]:
    """Return the trained weights as they are shipped: matrices of layers in eight bits with a scale for each output."""
    about = {"layers": len(network.layers), "relations": network.relations, "classes": network.classes}
    arrays: dict[str, np.ndarray[Any, Any]] = {"about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)}
    half = {name: value.detach().float().numpy().astype(np.float16) for name, value in network.state_dict().items()}
    for number, layer in enumerate(network.layers):
        for name in LINEAR:
            matrix = getattr(layer, name).weight.detach().numpy().T
            scale = np.maximum((np.abs(matrix).max(0) / 127).astype(np.float16), np.float16(1e-6))
            eight = np.clip(np.round(matrix / scale.astype(np.float32)), -127, 127).astype(np.int8)
            arrays |= {f"layer{number}.{name}.w": eight, f"layer{number}.{name}.scale": scale}
            arrays[f"layer{number}.{name}.b"] = half[f"layers.{number}.{name}.bias"]
        for name in NORMS:
            arrays[f"layer{number}.{name}.w"] = half[f"layers.{number}.{name}.weight"]
            arrays[f"layer{number}.{name}.b"] = half[f"layers.{number}.{name}.bias"]
    for name in PRODUCTS:
        arrays |= {f"own.{name}.w": half[f"{name}.weight"].T, f"own.{name}.b": half[f"{name}.bias"]}
    arrays |= {"own.norm.w": half["norm.weight"], "own.norm.b": half["norm.bias"]}
    return arrays | {f"own.{name}": half[f"{own}.weight"] for name, own in TABLES.items()}


def from_arrays(network: Network, arrays: Mapping[str, np.ndarray[Any, Any]]) -> None:
    """Put shipped weights into a network, which goes on from there; what they do not have begins anew.

    Relations and classes go by their names, so that either side may have some that the other has not.
    """
    about = json.loads(arrays["about"].tobytes())

    def tensor(name: str) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(arrays[name].astype(np.float32)))

    for number, layer in enumerate(network.layers):
        for name in (*LINEAR, *NORMS):
            module, whole = getattr(layer, name), tensor(f"layer{number}.{name}.w")
            if name in LINEAR:
                whole = (whole * tensor(f"layer{number}.{name}.scale")).T.contiguous()
            module.weight.data, module.bias.data = whole, tensor(f"layer{number}.{name}.b")
    network.norm.weight.data, network.norm.bias.data = tensor("own.norm.w"), tensor("own.norm.b")
    relations = moved(network.relations, about["relations"])
    classes = moved((*network.classes, ""), (*about["classes"], ""))
    for name in (name for name in PRODUCTS if f"own.{name}.w" in arrays):
        module, whole, shift = getattr(network, name), tensor(f"own.{name}.w").T.contiguous(), tensor(f"own.{name}.b")
        if name == "out":
            module.weight.data[relations[0]], module.bias.data[relations[0]] = whole[relations[1]], shift[relations[1]]
        elif module.weight.shape == whole.shape:
            module.weight.data, module.bias.data = whole, shift
    for name, own in TABLES.items():
        if f"own.{name}" in arrays:
            rows = {"type": classes, "stated.relation": relations}.get(name)
            table, whole = getattr(network, own).weight.data, tensor(f"own.{name}")
            to, of = rows or (range(len(whole)), range(len(whole)))
            table[list(to)] = whole[list(of)]


def moved(new: Sequence[str], old: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the rows of names in a new order and in an old one, of those that both have."""
    both = [name for name in new if name in old]
    return [new.index(name) for name in both], [old.index(name) for name in both]


def rate(step: int, steps: int) -> float:
    """Return the part of the learning rate at a step: rising over the first tenth, then falling to a fiftieth."""
    return min(1.0, step / (0.1 * steps)) * max(0.02, 1 - step / steps)


def averaged(
    one: Mapping[str, torch.Tensor], other: Mapping[str, torch.Tensor], share: float
) -> dict[str, torch.Tensor]:
    """Return the mean of two states, ``share`` of the first in it."""
    if not 0 <= share <= 1 or math.isnan(share):
        raise ValueError(f"a share is a number between 0 and 1, not {share}")
    return {name: share * one[name] + (1 - share) * value for name, value in other.items()}

"""Prints what PyTorch makes of numbers as bytes and as int64, and its table of promoted types: the values
that the hidden suite of section 4.5 is written with.

    python3 make_conversions.py
"""

import torch

inf, nan = float("inf"), float("nan")
numbers = [
    0, -0.0, 1, 2.9, 0.999, -0.999, -1, -1.2, -1.9, 127.5, 128, 255, 255.9, 256, 257.7, 300, -255, -256, -257,
    -300, 1e-9, 65536, 65537, 1e6, 2147483648, 2147483649, 4294967301, -2147483649, 1e12, 1e12 + 7, -1e12 - 7,
    9007199254740991, nan, inf, -inf, 1e19, -1e19, 2.0**63, -(2.0**63), 1e300, -1e300, 2.0**63 - 1024,
    2.0**62 + 1024,
]
# One at a time, as a scalar: a vectorised loop may go another way beyond the numbers that fit.
for number in numbers:
    t = torch.tensor(number, dtype=torch.float64)
    print(number, t.byte().item(), t.long().item())

names = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"]
for a in names:
    row = [torch.promote_types(getattr(torch, a), getattr(torch, b)) for b in names]
    print(a, *(str(dtype).removeprefix("torch.") for dtype in row))

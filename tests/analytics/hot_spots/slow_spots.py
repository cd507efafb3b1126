"""Slow and obvious second forms of Gi*, of Mann-Kendall and of the density's sum."""

from __future__ import annotations

from collections import Counter
from math import dist, pi, sqrt


def gi_star(values, weights) -> list[float]:
    """Ord and Getis (1995), equation 14, for any weights: a full matrix with the places' own."""
    n = len(values)
    mean = sum(values) / n
    s = sqrt(sum(value**2 for value in values) / n - mean**2)
    z = []
    for row in weights:
        total, squares = sum(row), sum(weight**2 for weight in row)
        above = sum(w * value for w, value in zip(row, values, strict=True)) - total * mean
        z.append(above / (s * sqrt((n * squares - total**2) / (n - 1))))
    return z


def mann_kendall(values) -> tuple[int, float]:
    n = len(values)
    score = 0
    for later in range(n):
        for earlier in range(later):
            score += (values[later] > values[earlier]) - (values[later] < values[earlier])
    variance = n * (n - 1) * (2 * n + 5)
    variance -= sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    if variance == 0 or score == 0:
        return score, 0.0
    return score, (score - (1 if score > 0 else -1)) / sqrt(variance / 18)


def density(points, middle, bandwidth):
    """Events to the square kilometre at one spot, all lengths in metres."""
    total = 0.0
    for point in points:
        share = dist(point, middle) / bandwidth
        if share < 1:
            total += 3 / pi * (1 - share**2) ** 2
    return total / (bandwidth / 1000) ** 2

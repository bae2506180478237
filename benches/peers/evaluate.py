#!/usr/bin/env python3
"""Polars and DuckDB on the work of `duheng bench evaluate`: the same generated schools, the same seven coefficients of
variation and shares, in the form that is kindest to them (numbers as 64-bit floats, keys as small integers, the
coefficient by three sums). Run by hand: see README.md."""

import sys
import time

import duckdb
import numpy as np
import polars as pl

SCHOOLS, COUNTIES, ROUNDS = 500_000, 2_895, 9

# As in crates/lab/src/bench/evaluate.rs: name, decimals, least cell, number of different cells.
COLUMNS = [
    ("男生", 0, 20, 900), ("女生", 0, 20, 900),
    ("博士教师", 0, 0, 2), ("硕士教师", 0, 0, 9), ("本科教师", 0, 4, 60), ("专科教师", 0, 0, 30),
    ("国家级骨干", 0, 0, 2), ("省级骨干", 0, 0, 3), ("市级骨干", 0, 0, 6), ("县级骨干", 0, 0, 12),
    ("体育教师", 0, 0, 8), ("音乐教师", 0, 0, 5), ("美术教师", 0, 0, 5), ("艺术教师", 0, 0, 3),
    ("普通教室", 2, 40_000, 300_000), ("专用教室", 2, 10_000, 200_000), ("公共教学用房", 2, 5_000, 100_000),
    ("图书阅览室", 2, 5_000, 60_000), ("室内体育用房", 2, 0, 90_000),
    ("田径场", 2, 100_000, 900_000), ("球类场", 2, 40_000, 300_000), ("器械区", 2, 0, 60_000),
    ("教学仪器", 2, 3_000_000, 90_000_000), ("实验设备", 2, 0, 60_000_000), ("信息化设备", 2, 1_000_000, 80_000_000),
    ("音体美器材", 2, 0, 9_000_000), ("普通多媒体教室", 0, 2, 30), ("专用多媒体教室", 0, 0, 8),
    ("图书", 0, 500, 30_000), ("计算机", 0, 10, 200),
]

# Name, numerator, factor, standards of 小学 and 初中.
INDICATORS = [
    ("高学历教师", "博士教师 + 硕士教师 + 本科教师 + 专科教师", 100, 4.2, 5.3),
    ("骨干教师", "国家级骨干 + 省级骨干 + 市级骨干 + 县级骨干", 100, 1.0, 1.0),
    ("艺体教师", "体育教师 + 音乐教师 + 美术教师 + 艺术教师", 100, 0.9, 0.9),
    ("教学用房", "普通教室 + 专用教室 + 公共教学用房 + 图书阅览室 - 室内体育用房", 1, 4.5, 5.8),
    ("体育场馆", "田径场 + 球类场 + 器械区 + 室内体育用房", 1, 7.5, 10.2),
    ("仪器设备值", "教学仪器 + 实验设备 + 信息化设备 + 音体美器材", 1, 2000.0, 2500.0),
    ("多媒体教室", "普通多媒体教室 + 专用多媒体教室", 100, 2.3, 2.4),
]


def generated():
    """The columns: a linear congruential step from the number of row and column, mixed, upper bits taken."""
    row = np.arange(SCHOOLS, dtype=np.uint64)
    county = row * np.uint64(COUNTIES) // np.uint64(SCHOOLS)
    first = (county * np.uint64(SCHOOLS) + np.uint64(COUNTIES - 1)) // np.uint64(COUNTIES)
    data = {
        "区县": county.astype(np.int32),
        "学段": ((row - first) % np.uint64(173) >= np.uint64(120)).astype(np.int32),
    }
    for position, (name, scale, least, different) in enumerate(COLUMNS):
        number = (row * np.uint64(32) + np.uint64(position)) * np.uint64(6364136223846793005)
        number += np.uint64(1442695040888963407)
        mixed = (number ^ (number >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        cell = np.uint64(least) + (mixed >> np.uint64(33)) % np.uint64(different)
        data[name] = cell.astype(np.float64) / 10**scale
    return data


def in_polars(frame):
    pupils = pl.col("男生") + pl.col("女生")
    asked = []
    for name, above, factor, primary, lower in INDICATORS:
        n = pl.sql_expr(above)
        standard = pl.when(pl.col("学段") == 0).then(primary).otherwise(lower)
        mean_square = (n * n / pupils).sum() * pupils.sum()
        asked.append(((mean_square / n.sum().pow(2) - 1).sqrt()).alias(f"差异系数{name}"))
        asked.append((n / pupils * factor >= standard).mean().alias(f"占比{name}"))
    return frame.lazy().group_by("区县", "学段").agg(asked)


def in_duckdb():
    asked = []
    for name, above, factor, primary, lower in INDICATORS:
        n, p = f"({above})", "(男生 + 女生)"
        asked.append(f"sqrt(sum({n} * {n} / {p}) * sum({p}) / pow(sum({n}), 2) - 1) AS 差异系数{name}")
        asked.append(f"avg(({n} / {p} * {factor} >= CASE 学段 WHEN 0 THEN {primary} ELSE {lower} END)::INT) AS 占比{name}")
    return f"SELECT 区县, 学段, {', '.join(asked)} FROM schools GROUP BY 区县, 学段"


def best(work):
    least = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = work()
        least = min(least, time.perf_counter() - start)
    return least * 1000, result


def main():
    frame = pl.DataFrame(generated())
    connection = duckdb.connect()
    connection.execute(f"SET threads TO {pl.thread_pool_size()}")
    connection.register("given", frame.to_arrow() if "--arrow" in sys.argv else frame)
    connection.execute("CREATE TABLE schools AS SELECT * FROM given")
    polars_time, polars_result = best(lambda: in_polars(frame).collect())
    query = in_duckdb()
    duckdb_time, duckdb_result = best(lambda: connection.execute(query).fetchnumpy())
    print(f"线程 {pl.thread_pool_size()}，{ROUNDS} 次取最快")
    print("| 引擎 | 毫秒 |\n|---|---|")
    print(f"| Polars {pl.__version__} | {polars_time:.1f} |")
    print(f"| DuckDB {duckdb.__version__} | {duckdb_time:.1f} |")
    print("\n| 式 | Polars 各组四位小数之和 | DuckDB |\n|---|---|---|")
    for name, *_ in INDICATORS:
        for what in ("差异系数", "占比"):
            column = what + name
            one = np.floor(polars_result[column].to_numpy() * 10_000 + 0.5).sum() / 10_000
            other = np.floor(np.asarray(duckdb_result[column]) * 10_000 + 0.5).sum() / 10_000
            print(f"| {name}{what} | {one:.4f} | {other:.4f} |")


if __name__ == "__main__":
    main()

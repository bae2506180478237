"""p-median of 600 villages and 150 schools, of which 25 are opened: our own solver beside HiGHS, on the same table.

usage: plan.py DUHENG [SEED]        needs: pip install highspy numpy
The model is the one kindest to a solver of integer programs: x <= y for every pair, y alone whole.
"""
import json, math, random, subprocess, sys, tempfile, time

import highspy
import numpy as np

VILLAGES, SCHOOLS, OPEN = 600, 150, 25


def table(seed):
    """Villages and schools at random in a square, pupils from 1 to 60, distances with two decimals."""
    dice = random.Random(seed)
    schools = [(dice.random() * 100, dice.random() * 100) for _ in range(SCHOOLS)]
    lines, pupils, costs = ["村庄,学生," + ",".join(f"校{i}" for i in range(SCHOOLS)), f"所数,{OPEN}"], [], []
    for village in range(VILLAGES):
        x, y, count = dice.random() * 100, dice.random() * 100, dice.randint(1, 60)
        row = [round(math.hypot(x - a, y - b), 2) for a, b in schools]
        lines.append(f"村{village},{count}," + ",".join(f"{one:.2f}" for one in row))
        pupils.append(count)
        costs.append([count * one for one in row])
    return "\n".join(lines) + "\n", costs


def highs(costs):
    """Objective and seconds of HiGHS, one thread."""
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("threads", 1)
    h.setOptionValue("mip_rel_gap", 0.0)
    h.setOptionValue("time_limit", 300.0)
    began, inf = time.time(), highspy.kHighsInf
    for _ in range(SCHOOLS):
        h.addVar(0, 1)
    for j in range(SCHOOLS):
        h.changeColIntegrality(j, highspy.HighsVarType.kInteger)
    for row in costs:
        first = h.getNumCol()
        for cost in row:
            h.addVar(0, 1)
            h.changeColCost(h.getNumCol() - 1, cost)
        h.addRow(1, 1, SCHOOLS, np.arange(first, first + SCHOOLS, dtype=np.int32), np.ones(SCHOOLS))
        for j in range(SCHOOLS):
            h.addRow(-inf, 0, 2, np.array([first + j, j], dtype=np.int32), np.array([1.0, -1.0]))
    h.addRow(OPEN, OPEN, SCHOOLS, np.arange(SCHOOLS, dtype=np.int32), np.ones(SCHOOLS))
    built = time.time()
    h.run()
    return h.getInfo().objective_function_value, built - began, time.time() - built, h.modelStatusToString(h.getModelStatus())


def main():
    text, costs = table(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write(text)
        file.flush()
        began = time.time()
        words = [sys.argv[1], "plan", "solve", file.name, "--format", "csv", "--json"]
        ours = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
        print(f"duheng: {ours['objective']} proven {ours['proven']}, {time.time() - began:.2f} s with reading")
    objective, building, solving, status = highs(costs)
    print(f"HiGHS:  {objective:.4f} {status}, {solving:.2f} s, building {building:.2f} s")


main()

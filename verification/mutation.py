"""How many small faults the tests notice: kernels, observation, release.

A mutant is one module with one small fault put in: a comparison turned, plus for minus, a number one higher,
"and" for "or", None for what is returned. It is killed if a test of its area fails (or does not end in time) and
survives if all pass. Of all places where a fault can be put, a sample of fixed seed is tried, each in a process
of its own; no file is changed. Kernels run as plain Python here, since compiling each mutant would take minutes.

``python -m verification.mutation release`` tries one area and writes the page anew; results of the others stay.
"""

import ast
import copy
import importlib
import importlib.util
import json
import math
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
EVIDENCE = ROOT / "docs" / "evidence" / "mutation.md"
KEPT = ROOT / "work" / "mutation"
SEED, BAR = 2024, 0.85
EARLIER = ((2022, 40), (7, 70))  # seeds and sizes of the samples on which the tests were written
AREAS = {
    "kernels": {
        "modules": [
            f"alee.kernels.{name}"
            for name in ("evening", "midday", "morning", "philox", "rows", "rules", "run", "spectrum", "state")
        ],
        "tests": [
            # the quick ones first: a fault is most often noticed by the first
            *(
                f"tests/kernels/test_reference.py::test_kernel_and_reference_give_the_same_bits[{n}]"
                for n in (12, 4, 8, 0, 20, 16, 9, 21, 13, 6, 18, 1, 3, 5, 15, 17, 22, 14)
            ),
            *(f"tests/kernels/test_reference.py::test_a_member_that_is_not_finite_is_data_and_harms_no_other[{field}]"
              for field in ("inf-leave_rate", "nan-move", "inf-ordinary_level")),
            "tests/kernels/test_reference.py::test_a_single_resident_may_leave_and_a_follower_follows_its_own_leader",
            "tests/kernels/test_reference.py::test_limits_of_stay_near_the_last_day",
            "tests/kernels/test_rules.py",
            "tests/kernels/test_spectrum.py",
            *(f"tests/kernels/test_moments.py::test_{one}" for one in (
                "admission_is_without_favour_and_a_seat_may_be_a_fraction", "choices_follow_the_logit_weights",
            )),
            "tests/statistics/test_addresses.py::test_philox_gives_the_known_answers_of_random123",
        ],
        "before": ["numpy", "scipy.stats", "hypothesis", "pandas", "xarray"],
        "plain": True,
        "sample": 50,
        "seconds": 120,
    },
    "observation": {
        "modules": [
            f"alee.inference.{name}"
            for name in ("observation", "operators", "measures", "likelihood", "issuers", "proxies", "noise", "density")
        ],
        "tests": [
            "tests/inference/test_observation.py",
            "tests/inference/test_likelihood.py",
            "tests/inference/test_noise.py",
            "tests/inference/test_density.py",
            "tests/inference/test_issuers.py",
            "tests/inference/test_proxies.py",
        ],
        "before": ["numpy", "scipy.stats", "hypothesis", "pandas", "xarray", "alee.simulation", "alee.kernels.run"],
        "plain": False,
        "sample": 50,
        "seconds": 120,
    },
    "release": {
        "modules": [f"alee.release.{name}" for name in ("audience", "figures", "personal", "suppression")],
        "tests": [
            "tests/release/test_personal.py",
            "tests/release/test_figures.py",
            "tests/release/test_suppression.py",
            "tests/release/test_prices.py",
        ],
        "before": ["numpy", "scipy.optimize", "pandas", "xarray", "alee.simulation", "alee.kernels.run"],
        "plain": False,
        "sample": 50,
        "seconds": 300,
    },
}  # fmt: skip
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
RECKONED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
SKIPPED = {"decorator_list", "annotation", "returns"}


def faults_of(node):
    """Every small fault that one node of a program can get: how it is changed, in place, and in words."""
    faults = []
    if isinstance(node, ast.Compare):
        for k, op in enumerate(node.ops):
            other = COMPARED[type(op)]
            faults.append(
                (
                    lambda n, k=k, other=other: n.ops.__setitem__(k, other()),
                    f"{type(op).__name__} to {other.__name__}",
                )
            )
    elif isinstance(node, ast.BinOp) and type(node.op) in RECKONED:
        other = RECKONED[type(node.op)]
        faults.append(
            (
                lambda n, other=other: setattr(n, "op", other()),
                f"{type(node.op).__name__} to {other.__name__}",
            )
        )
    elif isinstance(node, ast.AugAssign) and type(node.op) in RECKONED:
        other = RECKONED[type(node.op)]
        faults.append(
            (
                lambda n, other=other: setattr(n, "op", other()),
                f"{type(node.op).__name__}= to {other.__name__}=",
            )
        )
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        faults.append(
            (
                lambda n, other=other: setattr(n, "op", other()),
                f"{type(node.op).__name__} to {other.__name__}",
            )
        )
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        faults.append(
            (
                lambda n: (
                    setattr(n, "op", ast.Not()),
                    setattr(n, "operand", ast.UnaryOp(ast.Not(), n.operand)),
                ),
                "not left out",
            )
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        faults.append((lambda n: setattr(n, "value", not n.value), f"{node.value} to {not node.value}"))
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        faults.append((lambda n: setattr(n, "value", n.value + 1), f"{node.value} to {node.value + 1}"))
    elif isinstance(node, ast.Return) and node.value is not None:
        faults.append((lambda n: setattr(n, "value", ast.Constant(None)), "returns None"))
    return faults


def nodes_of(tree):
    """All nodes inside functions in a fixed order, leaving out decorators, hints and docstrings."""
    out = []

    def walk(node, inside):
        inside = inside or isinstance(node, ast.FunctionDef)
        if inside:
            out.append(node)
        for name, value in ast.iter_fields(node):
            if name in SKIPPED:
                continue
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST):
                    walk(part, inside)

    walk(tree, False)
    return out


def places(module):
    """Give every possible fault of a module as (module, node number, fault number, line, words)."""
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    return [
        (module, number, k, getattr(node, "lineno", 0), words)
        for number, node in enumerate(nodes_of(tree))
        for k, (_, words) in enumerate(faults_of(node))
    ]


def path_of(module):
    return SOURCE.joinpath(*module.split(".")).with_suffix(".py")


def mutated(module, number, k):
    """Compile a module with one fault in it."""
    path = path_of(module)
    tree = copy.deepcopy(ast.parse(path.read_text(encoding="utf-8")))
    node = nodes_of(tree)[number]
    faults_of(node)[k][0](node)
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


class Faulty:
    """Finds one module as usual and loads it with its fault."""

    def __init__(self, module, code):
        self.module, self.code = module, code

    def find_spec(self, name, path=None, target=None):
        if name != self.module:
            return None
        spec = importlib.util.spec_from_file_location(name, path_of(name))
        spec.loader.exec_module = lambda made: exec(self.code, made.__dict__)
        return spec


def try_tests(area, fault=None, seconds=None):
    """Run the tests of an area in a fork of this process; give "survived", "killed" or "too slow", and seconds."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _test(area, fault)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        spent = time.monotonic() - began
        if done:
            return ("survived" if status == 0 else "killed"), spent
        if seconds is not None and spent > seconds:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "too slow", spent
        time.sleep(0.02)


def _test(area, fault):
    import pytest
    from hypothesis import settings

    quiet = os.open(os.devnull, os.O_WRONLY)
    if fault is not None:
        for stream in (1, 2):
            os.dup2(quiet, stream)
    options = ["-x", "-q", "-p", "no:cacheprovider", "--tb=line", "--assert=plain"]
    if AREAS[area]["plain"]:
        options += [
            "-o",
            "filterwarnings=ignore",
        ]  # plain NumPy warns where machine words run over, as they must
    code = 3
    try:
        if fault is not None:
            sys.meta_path.insert(0, Faulty(fault[0], mutated(*fault[:3])))
        settings.register_profile("mutants", derandomize=True, database=None)
        settings.load_profile("mutants")
        code = pytest.main([*options, *AREAS[area]["tests"]])
    except Exception:  # noqa: BLE001 - a fork must not go on as its parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(int(code))


def sample_of(area, seed, size):
    """Draw faults of an area."""
    every = [place for module in AREAS[area]["modules"] for place in places(module)]
    return random.Random(seed).sample(every, min(size, len(every)))


def never_seen(area):
    """Tell of each fault of the sample whether it was in none on which the tests were written."""
    earlier = {fault for seed, size in EARLIER for fault in sample_of(area, seed, size)}
    return [fault not in earlier for fault in sample_of(area, SEED, AREAS[area]["sample"])]


def try_area(area, most=float("inf")):
    """Try a sample of all faults of an area, for so many seconds; what became of each is kept, and goes on from there."""
    began, about = time.monotonic(), AREAS[area]
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    for name in about["before"]:
        importlib.import_module(name)
    early = [name for name in about["modules"] if name in sys.modules and not about["plain"]]
    if early:
        raise RuntimeError(f"{early} were loaded before a fault could be put in")
    every = [place for module in about["modules"] for place in places(module)]
    chosen = sample_of(area, SEED, about["sample"])
    path = KEPT / f"{area}.json"
    drawn = {"possible": len(every), "seed": SEED}
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if {name: kept.get(name) for name in drawn} != drawn:  # another sample, or other modules
        kept = {**drawn, "tried": []}
    if "seconds" not in kept:
        verdict, kept["seconds"] = try_tests(area)
        if verdict != "survived":
            raise RuntimeError(f"the tests of {area} fail without any fault")
        KEPT.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept), encoding="utf-8")
    base = kept["seconds"]
    print(f"{area}: {len(chosen)} of {len(every)} faults; the tests take {base:.0f} s", flush=True)
    for fault in chosen[len(kept["tried"]) :]:
        if time.monotonic() - began > most:
            return
        verdict, spent = try_tests(area, fault, seconds=max(about["seconds"], 3 * base))
        kept["tried"].append({"module": fault[0], "line": fault[3], "fault": fault[4], "verdict": verdict})
        path.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        print(
            f"{len(kept['tried']):3d} {verdict:8s} {spent:5.1f} s {fault[0]}:{fault[3]} {fault[4]}",
            flush=True,
        )


def write_page():
    """Write the page from the results at hand; give how many areas miss the bar or were not tried."""
    lines, rows, missed = [], [], 0
    for area in AREAS:
        path = KEPT / f"{area}.json"
        if not path.exists():
            missed += 1
            rows.append(f"| {area} | not tried | | | | | |")
            continue
        found = json.loads(path.read_text(encoding="utf-8"))
        tried = found["tried"]
        alive = [one for one in tried if one["verdict"] == "survived"]
        share = 1 - len(alive) / len(tried)
        missed += share < BAR
        slow = sum(one["verdict"] == "too slow" for one in tried)
        said = "met" if share >= BAR else "missed"
        error = math.sqrt(share * (1 - share) / len(tried))
        fresh = [one for one, is_new in zip(tried, never_seen(area), strict=False) if is_new]
        n_noticed = sum(one["verdict"] != "survived" for one in fresh)
        rows.append(
            f"| {area} | {found['possible']} | {len(tried)} | {len(tried) - len(alive)} ({slow} by time) "
            f"| {share:.0%}, {said} | {error:.0%} | {n_noticed} of {len(fresh)} |"
        )
        if alive:
            lines += ["", f"## Survivors in {area}", ""]
            lines += [
                f"- {one['module'].removeprefix('alee.')}, line {one['line']}: {one['fault']}"
                for one in alive
            ]
    head = (
        "# Small faults that the tests notice\n\nWritten by `python -m verification mutation`.\n\n"
        "One small fault at a time is put into a module (a comparison turned, plus for minus, a number one higher, "
        '"and" for "or", None returned), and the quick tests of its area are run. Tried is a sample of all places '
        f"(seed {SEED}); bar {BAR:.0%} killed. The tests were written before, on samples of other seeds; the last column "
        "counts only those faults that were in none of them, and says best what would become of the next. Chance is "
        "what so small a sample does to the share (standard error). Some survivors change nothing that can be seen "
        "(a bound that is never reached, a start value that is overwritten, work that is done and not needed); they "
        "count as survivors all the same.\n\n"
        "| area | possible | tried | killed | share | chance | killed of those never tried before |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    tests = "".join(
        f"- {area}: {', '.join(f'`{t}`' for t in dict.fromkeys(t.split('::')[0] for t in about['tests']))}"
        f"{'; kernels as plain Python, some cases of each file' if about['plain'] else ''}\n"
        for area, about in AREAS.items()
    )
    EVIDENCE.write_text(
        head + "\n".join(rows) + "\n\nTests:\n\n" + tests + "\n".join(lines) + ("\n" if lines else ""),
        encoding="utf-8",
    )
    return missed


def main():
    """Try every area anew, each in a process of its own, and write docs/evidence/mutation.md; how many bars are missed."""
    for area in AREAS:
        (KEPT / f"{area}.json").unlink(missing_ok=True)
        more = {"NUMBA_DISABLE_JIT": "1"} if AREAS[area]["plain"] else {}
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", **more}
        subprocess.run(
            [sys.executable, "-m", "verification.mutation", "--one", area],
            env=environment,
            check=True,
            cwd=ROOT,
        )
    return write_page()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        try_area(sys.argv[2], *map(float, sys.argv[3:]))
    elif sys.argv[1:2] == ["--page"]:
        write_page()
    else:
        AREAS = {name: AREAS[name] for name in sys.argv[1:]} if sys.argv[1:] else AREAS
        main()

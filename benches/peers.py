"""The work of the benches `load` and `queries` done by DuckDB or polars, and a table to do it on.

    python3 benches/peers.py make ROWS TABLE.csv     an invented marathon archive, the same for the same number of rows
    python3 benches/peers.py duckdb TABLE.csv        seconds of each step, and the peak memory (pip install duckdb)
    python3 benches/peers.py polars TABLE.csv        the same (pip install polars)
"""

import random
import resource
import sys
import time

MARKERS = ["5K", "10K", "15K", "20K", "Half", "25K", "30K", "35K", "40K", "Finish"]
METRES = [5000, 10000, 15000, 20000, 21097.5, 25000, 30000, 35000, 40000, 42195]
FIELD = 25_000


def clock(seconds):
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def make(rows, path):
    chance = random.Random(7)
    given = ["Ada", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Ida", "Jo", "Kim", "Lou", "Mia"]
    family = ["Berg", "Cole", "Dahl", "Ek", "Falk", "Grant", "Holm", "Kipp", "Lund", "Moss"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("Year,Place,Bib,Name,Nation,Sex,Age,Club," + ",".join(MARKERS) + "\n")
        for row in range(rows):
            year, place = 1980 + row // FIELD, row % FIELD + 1
            name = f"{chance.choice(given)} {chance.choice(family)} {chance.randrange(2000)}"
            pace, fade = 0.172 + 0.2 * place / FIELD, chance.uniform(0, 0.12)
            times = [round(m * pace * (1 + fade * m / 42195)) for m in METRES]
            passings = ["" if chance.random() < 0.02 else clock(t) for t in times[:-1]] + [clock(times[-1])]
            head = [year, place, chance.randrange(1, 40000), name, chance.choice(["KEN", "NOR", "USA", "GBR"])]
            head += [chance.choice("MF"), chance.randrange(18, 75), f"Club {chance.randrange(3000)}"]
            file.write(",".join(map(str, head)) + "," + ",".join(passings) + "\n")


class Duck:
    def load(self, path):
        import duckdb

        self.base = duckdb.connect()
        seconds = ", ".join(f'epoch(try_cast("{m}" as interval))::int as "{m}"' for m in MARKERS)
        source = f"read_csv('{path}', all_varchar = true)"
        self.base.execute(f"create table t as select * exclude ({quoted()}), {seconds} from {source}")

    def sort_by_mark_and_name(self):
        self.base.execute('create or replace temp table s as select rowid from t order by "Finish", Name')

    def sort_by_name(self):
        self.base.execute("create or replace temp table s as select rowid from t order by Name")

    def filter(self):
        self.base.execute("select count(*) from t where Name ilike '%kip%' or Club ilike '%kip%'").fetchall()

    def best_per_athlete(self):
        self.base.execute('create or replace temp table s as select Name, min("Finish") from t group by Name')


def quoted():
    return ", ".join(f'"{m}"' for m in MARKERS)


class Polars:
    def load(self, path):
        import polars

        self.polars = polars
        table = polars.read_csv(path, schema_overrides={m: polars.String for m in MARKERS})
        part = lambda m, n: polars.col(m).str.split_exact(":", 2).struct.field(f"field_{n}").cast(polars.Int64, strict=False)
        self.table = table.with_columns([(part(m, 0) * 3600 + part(m, 1) * 60 + part(m, 2)).alias(m) for m in MARKERS])

    def sort_by_mark_and_name(self):
        self.table.sort(["Finish", "Name"])

    def sort_by_name(self):
        self.table.sort("Name")

    def filter(self):
        has = lambda column: self.polars.col(column).str.to_lowercase().str.contains("kip", literal=True)
        self.table.filter(has("Name") | has("Club"))

    def best_per_athlete(self):
        self.table.group_by("Name").agg(self.polars.col("Finish").min())


def measure(peer, path):
    steps = [lambda: peer.load(path), peer.sort_by_mark_and_name, peer.sort_by_name, peer.filter, peer.best_per_athlete]
    for name, step in zip(["load", "sort by (mark, name)", "sort by name", "substring filter", "best per athlete"], steps):
        started = time.perf_counter()
        step()
        print(f"{name}: {time.perf_counter() - started:.3f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", rows, path]:
            make(int(rows), path)
        case ["duckdb", path]:
            measure(Duck(), path)
        case ["polars", path]:
            measure(Polars(), path)
        case _:
            sys.exit(__doc__)

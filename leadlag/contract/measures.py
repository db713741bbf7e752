"""What can be counted where no `measures.csv` says so: the ways of counting people that every set may use."""

MEASURE_KINDS = ("people", "count", "money", "share", "growth", "score", "quota", "time")

_PEOPLE: tuple[dict[str, str], ...] = (
    {
        "id": "mau",
        "name": "Monthly active users",
        "name_zh": "月活跃用户",
        "definition": "People who used it at least once in a month.",
        "definition_zh": "一个月内至少用过一次的人数。",
    },
    {
        "id": "wau",
        "name": "Weekly active users",
        "name_zh": "周活跃用户",
        "definition": "People who used it at least once in a week.",
        "definition_zh": "一周内至少用过一次的人数。",
    },
    {
        "id": "dau",
        "name": "Daily active users",
        "name_zh": "日活跃用户",
        "definition": "People who used it on a day.",
        "definition_zh": "一天内用过的人数。",
    },
    {
        "id": "users",
        "name": "Users, period not stated",
        "name_zh": "用户（未说明口径）",
        "definition": "Counts whose period is not stated.",
        "definition_zh": "没有说明统计周期的人数。",
    },
    {
        "id": "paying_users",
        "name": "Paying users",
        "name_zh": "付费用户",
        "definition": "People or accounts that pay.",
        "definition_zh": "付费的个人或账户数。",
    },
)
#: Rows of `measures`, by column; a row of the same id in a set's own file stands in their place.
BUILT_IN = tuple({**row, "unit": "people", "kind": "people", "better": "more"} for row in _PEOPLE)
METRICS = tuple(row["id"] for row in BUILT_IN)

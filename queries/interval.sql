-- question: How long is it from one event to another, by each of their dates?
-- params:   first VARCHAR (a milestone) | second VARCHAR (a milestone)
-- columns:  first_statement VARCHAR | second_statement VARCHAR
--           | first_rank INTEGER (of its side) | second_rank INTEGER (of its side)
--           | first_precision VARCHAR NULL | second_precision VARCHAR NULL
--           | first_earliest INTEGER NULL (day number) | first_latest INTEGER NULL (day number)
--           | second_earliest INTEGER NULL (day number) | second_latest INTEGER NULL (day number)
--           | first_year INTEGER NULL | first_month INTEGER NULL | first_day INTEGER NULL | first_part VARCHAR NULL
--           | second_year INTEGER NULL | second_month INTEGER NULL | second_day INTEGER NULL
--           | second_part VARCHAR NULL
--           | low_days INTEGER NULL (days; positive = the second later) | high_days INTEGER NULL (days)
WITH events AS (
    SELECT s.*, m.milestone
    FROM sided_statements AS s
    JOIN milestones AS m ON m.id = s.id
)
SELECT a.id AS first_statement, b.id AS second_statement, a.side_rank AS first_rank, b.side_rank AS second_rank,
    a.precision AS first_precision, b.precision AS second_precision,
    a.earliest_day AS first_earliest, a.latest_day AS first_latest,
    b.earliest_day AS second_earliest, b.latest_day AS second_latest,
    a.year AS first_year, a.month AS first_month, a.day AS first_day, a.part AS first_part,
    b.year AS second_year, b.month AS second_month, b.day AS second_day, b.part AS second_part,
    b.earliest_day - a.latest_day AS low_days, b.latest_day - a.earliest_day AS high_days
FROM events AS a
JOIN events AS b ON b.milestone = getvariable('second')
WHERE a.milestone = getvariable('first')
ORDER BY low_days NULLS LAST, high_days NULLS LAST, first_statement, second_statement

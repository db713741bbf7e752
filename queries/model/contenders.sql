-- view:    Each side's figure in each dimension of the scoreboard: the two that compare best. They share measure and period if any two
--          do; else the measure, and the nearest dates; else they are what each side has most of.
-- uses:    candidates, reading, places
-- columns: dimension VARCHAR | place INTEGER | id, also VARCHAR (the statement, and the other a derived figure needs) | name, name_zh VARCHAR
--          (what the figure is about) | lower, best, upper DOUBLE (unit) | unit VARCHAR | scale_lower, scale_upper DOUBLE (people, USD or days)
--          | year, month, day INTEGER, part VARCHAR (its date) | obstacle VARCHAR (what forbids a comparison: unit or date; NULL = nothing,
--          or no figure of the other side)
WITH figures AS MATERIALIZED (
    SELECT c.*, l.place, COALESCE(p.name, o.name) AS name, COALESCE(p.name_zh, o.name_zh) AS name_zh
    FROM candidates AS c
    JOIN reading AS n ON n.name = c.reading
    JOIN organizations AS o ON o.id = c.organization
    JOIN places AS l ON l.id = o.side AND l.place <= 2
    LEFT JOIN products AS p ON p.id = c.product
),
pairs AS (
    SELECT a.dimension, a.id AS id_a, b.id AS id_b, a.scale AS scale_a, b.scale AS scale_b, a.scale = b.scale AS same_scale,
        CASE WHEN a.per = 'year' THEN 1 ELSE 2 END + CASE WHEN b.per = 'year' THEN 1 ELSE 2 END AS yearly,
        -- days between the two dates; negative where they overlap, NULL where one has none
        CASE WHEN a.earliest_day > b.earliest_day THEN a.earliest_day - b.latest_day ELSE b.earliest_day - a.latest_day END AS days_apart,
        CASE WHEN a.latest_day < b.latest_day THEN a.latest_day ELSE b.latest_day END AS both_known_day,
        CASE WHEN a.scale_lower > b.scale_upper OR b.scale_lower > a.scale_upper THEN 1 ELSE 2 END AS told,
        a.latest_day - a.earliest_day + b.latest_day - b.earliest_day AS coarseness,
        a.period_days, a.preference + b.preference AS preference, a.size_order AS size_a, b.size_order AS size_b
    FROM figures AS a
    JOIN figures AS b ON b.dimension = a.dimension AND a.place = 1 AND b.place = 2
),
judged AS (
    SELECT dimension, id_a, id_b, scale_a, scale_b, yearly, told, coarseness, preference, days_apart, both_known_day, size_a, size_b,
        CASE WHEN NOT same_scale THEN 'unit' WHEN COALESCE(days_apart <= period_days, FALSE) THEN NULL ELSE 'date' END AS obstacle
    FROM pairs
),
matched AS (
    SELECT dimension, id_a, id_b, obstacle, ROW_NUMBER() OVER (
        PARTITION BY dimension
        ORDER BY CASE WHEN obstacle IS NULL THEN 1 WHEN obstacle = 'date' THEN 2 ELSE 3 END,
            CASE WHEN obstacle IS NULL AND dimension = 'audience' THEN told END, yearly, preference,
            CASE WHEN obstacle = 'date' THEN days_apart END NULLS LAST, CASE WHEN obstacle IS NULL THEN both_known_day END DESC NULLS LAST,
            CASE WHEN dimension = 'audience' THEN coarseness END NULLS LAST, CASE WHEN dimension = 'audience' THEN size_a + size_b END NULLS LAST,
            CASE WHEN obstacle = 'unit' THEN '' ELSE scale_a END, size_a NULLS LAST, size_b NULLS LAST, id_a, id_b
    ) AS choice
    FROM judged
),
-- where only one side has a figure, its own best one
alone AS (
    SELECT dimension, id, ROW_NUMBER() OVER (
        PARTITION BY dimension
        ORDER BY CASE WHEN per = 'year' THEN 1 ELSE 2 END, preference, scale, size_order NULLS LAST, id
    ) AS choice
    FROM figures
    WHERE dimension NOT IN (SELECT dimension FROM pairs)
),
chosen AS (
    SELECT dimension, id_a AS id, obstacle FROM matched WHERE choice = 1
    UNION ALL SELECT dimension, id_b AS id, obstacle FROM matched WHERE choice = 1
    UNION ALL SELECT dimension, id, NULL AS obstacle FROM alone WHERE choice = 1
)
SELECT c.dimension, c.place, c.id, c.also, c.name, c.name_zh, c.lower, c.best, c.upper, c.qualifier, c.unit, c.scale_lower, c.scale_upper,
    c.year, c.month, c.day, c.part, h.obstacle
FROM chosen AS h
JOIN figures AS c ON c.dimension = h.dimension AND c.id = h.id

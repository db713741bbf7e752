-- view:    Each side's figure in each dimension of the scoreboard: the two that compare best. They share measure and
--          period if any two do; else the measure, and the nearest dates; else they are what each side has most of.
-- uses:    candidates, reading, members
-- columns: as in candidates | side, side_rank as in members
--          | obstacle VARCHAR (what forbids a comparison: unit or date; NULL = nothing, or no figure of the other side)
WITH figures AS MATERIALIZED (
    SELECT c.*, m.side, m.side_rank,
        CASE WHEN c.per = 'year' THEN 1 ELSE 2 END AS yearly,
        CASE WHEN c.dimension = 'audience' THEN c.latest_day - c.earliest_day END AS coarseness
    FROM candidates AS c
    JOIN reading AS n ON n.name = c.reading
    JOIN members AS m ON m.organization = c.organization AND m.is_compared
),
-- of the figures that a side has for one date, the one that stands for it: so that dates are paired, and not figures
ranked AS (
    SELECT *,
        ROW_NUMBER() OVER (
            PARTITION BY dimension, side_rank, scale, yearly, preference, earliest_day, latest_day
            ORDER BY size_order NULLS LAST, id
        ) AS of_date,
        ROW_NUMBER() OVER (
            PARTITION BY dimension, side_rank
            ORDER BY yearly, preference, coarseness NULLS LAST, size_order NULLS LAST, id
        ) AS of_side
    FROM figures
),
dated AS (
    SELECT * FROM ranked WHERE of_date = 1
),
pairs AS (
    SELECT a.dimension, a.scale, a.id AS first, b.id AS second, a.period_days,
        a.yearly + b.yearly AS yearly, a.preference + b.preference AS preference,
        -- days between the two dates; negative where they overlap, NULL where one has none
        CASE WHEN a.earliest_day > b.earliest_day THEN a.earliest_day - b.latest_day
            ELSE b.earliest_day - a.latest_day END AS days_apart,
        CASE WHEN a.latest_day < b.latest_day THEN a.latest_day ELSE b.latest_day END AS both_known_day,
        CASE WHEN a.dimension <> 'audience' THEN NULL
            WHEN a.scale_lower > b.scale_upper OR b.scale_lower > a.scale_upper THEN 1 ELSE 2 END AS decided_order,
        a.coarseness + b.coarseness AS coarseness,
        CASE WHEN a.dimension = 'audience' THEN a.size_order + b.size_order END AS both_sizes,
        a.size_order AS first_size, b.size_order AS second_size
    FROM dated AS a
    JOIN dated AS b ON b.dimension = a.dimension AND b.scale = a.scale AND a.side_rank = 1 AND b.side_rank = 2
),
judged AS (
    SELECT *, CASE WHEN COALESCE(days_apart <= period_days, FALSE) THEN NULL ELSE 'date' END AS obstacle FROM pairs
),
matched AS (
    SELECT dimension, first, second, obstacle,
        ROW_NUMBER() OVER (
            PARTITION BY dimension
            ORDER BY CASE WHEN obstacle IS NULL THEN 1 ELSE 2 END,
                CASE WHEN obstacle IS NULL THEN decided_order END, yearly, preference,
                CASE WHEN obstacle IS NOT NULL THEN days_apart END NULLS LAST,
                CASE WHEN obstacle IS NULL THEN both_known_day END DESC NULLS LAST,
                coarseness NULLS LAST, both_sizes NULLS LAST, scale,
                first_size NULLS LAST, second_size NULLS LAST, first, second
        ) AS row_number
    FROM judged
),
chosen AS (
    SELECT dimension, first AS id, obstacle FROM matched WHERE row_number = 1
    UNION ALL SELECT dimension, second AS id, obstacle FROM matched WHERE row_number = 1
),
-- where no two figures share a measure, each side's own best
others AS (
    SELECT dimension, id, CASE WHEN COUNT(*) OVER (PARTITION BY dimension) = 2 THEN 'unit' END AS obstacle
    FROM ranked
    WHERE of_side = 1 AND dimension NOT IN (SELECT dimension FROM matched)
),
all_chosen AS (
    SELECT * FROM chosen UNION ALL SELECT * FROM others
)
SELECT c.*, h.obstacle
FROM all_chosen AS h
JOIN figures AS c ON c.dimension = h.dimension AND c.id = h.id

-- question: Which levels of a measure were reached, and by how many?
-- params:   measure VARCHAR (an id of measures)
-- columns:  level DOUBLE (unit) | unit VARCHAR | sides BIGINT (of the two compared) | subjects BIGINT
--           | precision_rank BIGINT NULL (1 = of all its levels the one at which a lag is known best)
WITH reached AS (
    SELECT level, unit, COUNT(DISTINCT CASE WHEN is_compared THEN side END) AS sides,
        COUNT(DISTINCT subject) AS subjects
    FROM passed_levels
    WHERE measure = getvariable('measure')
    GROUP BY level, unit
),
lagged AS (
    SELECT level, unit, MIN(precision_rank) AS precision_rank
    FROM level_lags
    WHERE measure = getvariable('measure')
    GROUP BY level, unit
)
SELECT r.level, r.unit, r.sides, r.subjects, l.precision_rank
FROM reached AS r
LEFT JOIN lagged AS l ON l.level = r.level AND l.unit = r.unit
ORDER BY l.precision_rank NULLS LAST, r.sides DESC, r.level DESC, r.unit

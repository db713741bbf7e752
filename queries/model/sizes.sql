-- view:    Each side's figure in each dimension of the scoreboard, beside the other's: who is ahead, by what factor or
--          how many days.
-- uses:    contenders
-- columns: as the question `overview` declares them | line INTEGER (of the dimension) | position INTEGER (in its row)
--          | longest INTEGER (NULL: lags alone are put in order by length)
WITH chosen AS MATERIALIZED (
    SELECT * FROM contenders
),
dimensions AS (
    SELECT 1 AS line, 'audience' AS dimension, 'size' AS panel, 1 AS more_is_ahead
    UNION ALL SELECT 2, 'month_price', 'size', 0
    UNION ALL SELECT 3, 'use_price', 'size', 0
    UNION ALL SELECT 4, 'training_data', 'size', 0
    UNION ALL SELECT 5, 'time_to_paid', 'time', 0
),
-- each side's figure, and beside it the rank and the ends of the other's
beside AS (
    SELECT d.line, d.panel, d.more_is_ahead, c.*, o.side_rank AS other_rank,
        o.scale_lower AS other_lower, o.scale_upper AS other_upper
    FROM chosen AS c
    JOIN dimensions AS d ON d.dimension = c.dimension
    LEFT JOIN chosen AS o ON o.dimension = c.dimension AND o.side_rank <> c.side_rank
),
judged AS (
    SELECT *,
        CASE WHEN other_rank IS NOT NULL THEN obstacle IS NULL END AS comparable,
        CASE WHEN obstacle IS NOT NULL THEN 0
            WHEN scale_lower > other_upper THEN CASE WHEN more_is_ahead = 1 THEN side_rank ELSE other_rank END
            WHEN other_lower > scale_upper THEN CASE WHEN more_is_ahead = 1 THEN other_rank ELSE side_rank END
            ELSE 0 END AS ahead
    FROM beside
)
SELECT line, dimension, panel, dimension AS row_id, 1 AS version, 1 AS versions, NULL AS role, side_rank, id, also,
    organization, product, lower, best, upper, qualifier, unit, year, month, day, part, NULL AS precision,
    comparable, obstacle, ahead,
    CASE WHEN panel = 'time' OR NOT comparable THEN NULL
        WHEN scale_lower > other_upper THEN scale_lower / NULLIF(other_upper, 0)
        WHEN other_lower > scale_upper THEN other_lower / NULLIF(scale_upper, 0) END AS factor_low,
    CASE WHEN panel = 'time' OR NOT comparable THEN NULL
        WHEN scale_lower > other_upper THEN scale_upper / NULLIF(other_lower, 0)
        WHEN other_lower > scale_upper THEN other_upper / NULLIF(scale_lower, 0) END AS factor_high,
    CASE WHEN panel = 'size' OR NOT comparable THEN NULL
        WHEN side_rank = 1 THEN scale_lower - other_upper ELSE other_lower - scale_upper END AS low_days,
    CASE WHEN panel = 'size' OR NOT comparable THEN NULL
        WHEN side_rank = 1 THEN scale_upper - other_lower ELSE other_upper - scale_lower END AS high_days,
    side_rank AS position, NULL AS longest
FROM judged

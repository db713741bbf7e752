-- table:   Which statements each reading uses. The article's own; the best-ranked about each thing the article
--          mentions, at its time; the newest about each thing there is, where rank decides only between statements of
--          one period. A weak source displaces only another weak one, or the article itself where it is preferred. A
--          pair of events stays a pair, whatever was wrong about its lag.
-- uses:    every_statement, spans
-- columns: reading VARCHAR (article, checked or latest) | id VARCHAR
WITH dated AS (
    SELECT s.id, s.fact_key, s.table_name, s.by_article, s.rank, s.weak, s.year, d.earliest_day, d.latest_day,
        CASE s.rank WHEN 'preferred' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END AS rank_order,
        COALESCE(d.latest_day - d.earliest_day, 999999) AS coarseness,
        CASE WHEN s.by_article THEN 1 ELSE 2 END AS article_order,
        CASE WHEN s.table_name = 'prices' THEN 31 ELSE 0 END AS period_days,
        s.rank <> 'deprecated' OR s.table_name = 'gaps' AS usable,
        MAX(CASE WHEN NOT s.weak AND NOT s.by_article AND s.rank <> 'deprecated' THEN 1 ELSE 0 END)
            OVER (PARTITION BY s.fact_key) AS firm,
        MAX(CASE WHEN s.by_article AND s.rank <> 'deprecated' THEN 1 ELSE 0 END)
            OVER (PARTITION BY s.fact_key) AS own
    FROM every_statement AS s
    LEFT JOIN spans AS d ON d.id = s.id
),
ordered AS (
    SELECT *, CASE WHEN weak AND (firm = 1 OR own = 1 AND rank <> 'preferred') THEN 2 ELSE 1 END AS weakness
    FROM dated
),
-- an event happens once, whenever it is said to have happened; a figure belongs to its year, unless that was wrong or
-- is not given
alternatives AS (
    SELECT a.id AS replaced, b.id, b.weakness, b.rank_order, b.article_order, b.coarseness, b.earliest_day,
        CASE WHEN a.latest_day < b.earliest_day OR b.latest_day < a.earliest_day THEN 2 ELSE 1 END AS distance
    FROM ordered AS a
    JOIN ordered AS b ON b.fact_key = a.fact_key AND b.usable
    WHERE a.by_article AND (a.table_name <> 'gaps' OR b.id = a.id)
        AND (a.table_name = 'milestones' OR a.rank = 'deprecated'
            OR a.year IS NULL OR b.year IS NULL OR b.year = a.year)
),
checked AS (
    SELECT replaced, id, ROW_NUMBER() OVER (
        PARTITION BY replaced
        ORDER BY weakness, rank_order, distance, article_order, coarseness, earliest_day NULLS LAST, id
    ) AS row_number
    FROM alternatives
),
newest AS (
    SELECT id, fact_key, weakness, earliest_day, latest_day, ROW_NUMBER() OVER (
        PARTITION BY fact_key ORDER BY weakness, earliest_day DESC NULLS LAST, coarseness, rank_order, id
    ) AS row_number
    FROM ordered
    WHERE usable
),
-- one period: their dates overlap, or of prices lie at most 31 days apart; an event and a pair have but one, whatever
-- their dates
contemporary AS (
    SELECT d.*
    FROM ordered AS d
    JOIN newest AS n ON n.fact_key = d.fact_key AND n.weakness = d.weakness AND n.row_number = 1
    WHERE d.usable AND (d.id = n.id OR d.table_name IN ('milestones', 'gaps')
        OR d.earliest_day - n.latest_day <= d.period_days AND n.earliest_day - d.latest_day <= d.period_days
        OR d.earliest_day IS NULL AND n.earliest_day IS NULL)
),
latest AS (
    SELECT id, ROW_NUMBER() OVER (
        PARTITION BY fact_key
        ORDER BY CASE WHEN table_name = 'gaps' THEN article_order ELSE rank_order END,
            CASE WHEN table_name = 'milestones' THEN NULL ELSE earliest_day END DESC NULLS LAST,
            coarseness, article_order DESC, id
    ) AS row_number
    FROM contemporary
)
SELECT 'article' AS reading, id FROM dated WHERE by_article
UNION ALL
SELECT DISTINCT 'checked' AS reading, id FROM checked WHERE row_number = 1
UNION ALL
SELECT 'latest' AS reading, id FROM latest WHERE row_number = 1

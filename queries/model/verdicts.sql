-- table:   What other sources make of each figure of the article: it is compared with the preferred statement of
--          another source about the same thing and time, a lag with the lag between the dates other sources give.
--          Where nobody else is preferred, nobody says; but a conflict with another source that conflicts.csv explains
--          leaves no figure confirmed.
-- uses:    every_statement, spans, lag_verdicts, gravest_conflicts
-- columns: verdict VARCHAR (confirmed: what the other says lies within it; imprecise: they overlap, or lie as near as
--          two time zones or one year, or only the other has a date; contradicted: they exclude each other; unverified)
--          | compared_with VARCHAR (another statement; NULL = none)
--          | aspect VARCHAR (party: the figure fits, who was paid does not; NULL = anything else)
WITH dated AS (
    SELECT s.id, s.fact_key, s.table_name, s.by_article, s.rank, s.counterpart, s.lower, s.upper, s.year, s.day,
        d.earliest_day, d.latest_day
    FROM every_statement AS s
    LEFT JOIN spans AS d ON d.id = s.id
),
paired AS (
    SELECT a.id, a.rank = 'deprecated' AS retired, a.table_name = 'milestones' AS is_event,
        b.id AS compared_with, b.earliest_day,
        a.year IS NULL AND b.year IS NOT NULL AS undated, b.year IS NULL AS untimed,
        COALESCE(a.counterpart <> b.counterpart, FALSE) AS other_party,
        COALESCE(a.year = b.year, FALSE) AS same_year,
        a.day IS NOT NULL AND b.day IS NOT NULL AND ABS(a.earliest_day - b.earliest_day) = 1 AS next_day,
        COALESCE(a.latest_day < b.earliest_day OR b.latest_day < a.earliest_day, FALSE) AS other_time,
        COALESCE(a.earliest_day <= b.earliest_day AND b.latest_day <= a.latest_day, FALSE) AS time_within,
        COALESCE(a.upper < b.lower OR b.upper < a.lower, FALSE) AS other_value,
        (a.lower IS NULL OR COALESCE(b.lower >= a.lower, FALSE))
            AND (a.upper IS NULL OR COALESCE(b.upper <= a.upper, FALSE)) AS value_within
    FROM dated AS a
    JOIN dated AS b ON b.fact_key = a.fact_key AND b.rank = 'preferred' AND NOT b.by_article
    WHERE a.by_article AND a.table_name <> 'gaps'
),
judged AS (
    SELECT id, compared_with, other_party, other_time, earliest_day, other_party AND NOT other_value AS only_party,
        CASE
            WHEN is_event AND next_day THEN 'imprecise'
            WHEN is_event AND other_time THEN 'contradicted'
            WHEN is_event AND untimed THEN 'unverified'
            WHEN is_event AND (undated OR time_within) THEN 'confirmed'
            WHEN is_event THEN 'imprecise'
            WHEN retired AND (other_party OR other_time) THEN 'contradicted'
            WHEN other_party THEN 'unverified'
            WHEN other_time AND NOT same_year THEN 'unverified'
            WHEN other_value AND other_time THEN 'unverified'
            WHEN other_value THEN 'contradicted'
            WHEN undated OR other_time OR NOT value_within THEN 'imprecise'
            ELSE 'confirmed'
        END AS verdict
    FROM paired
),
nearest AS (
    SELECT id, verdict, compared_with, CASE WHEN only_party AND verdict = 'contradicted' THEN 'party' END AS aspect,
        ROW_NUMBER() OVER (
            PARTITION BY id
            ORDER BY CASE WHEN verdict = 'unverified' THEN 2 ELSE 1 END, other_party, other_time,
                earliest_day NULLS LAST, compared_with
        ) AS row_number
    FROM judged
),
found AS (
    SELECT id, verdict, compared_with, aspect FROM nearest WHERE row_number = 1
    UNION ALL SELECT id, verdict, compared_with, NULL AS aspect FROM lag_verdicts
)
SELECT s.id,
    CASE WHEN f.verdict IN ('imprecise', 'contradicted') THEN f.verdict
        WHEN e.severity = 'high' THEN 'contradicted' WHEN e.id IS NOT NULL THEN 'imprecise'
        ELSE COALESCE(f.verdict, 'unverified') END AS verdict,
    CASE WHEN COALESCE(f.verdict, 'unverified') <> 'unverified' THEN f.compared_with ELSE e.other END AS compared_with,
    f.aspect
FROM every_statement AS s
JOIN sources AS c ON c.id = s.source AND c.kind = 'article'
LEFT JOIN found AS f ON f.id = s.id
LEFT JOIN gravest_conflicts AS e ON e.id = s.id

-- table:   What other sources make of each figure of the article: it is compared with the preferred statement of another source about
--          the same thing and time, a lag with the lag between the dates other sources give. Where nobody else is preferred, nobody says;
--          but a conflict with another source that conflicts.csv explains leaves no figure confirmed.
-- uses:    every_statement, spans, readings, every_lag, explained
-- columns: verdict VARCHAR (confirmed: what the other says lies within it; imprecise: they overlap, or lie as near as two time zones or one
--          year, or only the other has a date; contradicted: they exclude each other; unverified) | witness VARCHAR (the other statement; NULL = none)
--          | aspect VARCHAR (party: the figure fits, who was paid does not; NULL = anything else)
WITH dated AS (
    SELECT s.id, s.thing, s.table_name, s.by_article, s.rank, s.counterpart, s.lower, s.upper, s.year, s.day, d.earliest_day, d.latest_day
    FROM every_statement AS s
    LEFT JOIN spans AS d ON d.id = s.id
),
paired AS (
    SELECT a.id, a.rank, a.table_name, b.id AS witness, b.earliest_day, a.year IS NULL AND b.year IS NOT NULL AS undated, b.year IS NULL AS untimed,
        COALESCE(a.counterpart <> b.counterpart, FALSE) AS other_party, COALESCE(a.year = b.year, FALSE) AS same_year,
        COALESCE(a.day IS NOT NULL AND b.day IS NOT NULL AND a.earliest_day - b.earliest_day IN (-1, 1), FALSE) AS next_day,
        COALESCE(a.latest_day < b.earliest_day OR b.latest_day < a.earliest_day, FALSE) AS other_time,
        COALESCE(a.earliest_day <= b.earliest_day AND b.latest_day <= a.latest_day, FALSE) AS time_within,
        COALESCE(a.upper < b.lower OR b.upper < a.lower, FALSE) AS other_value,
        (a.lower IS NULL OR COALESCE(b.lower >= a.lower, FALSE)) AND (a.upper IS NULL OR COALESCE(b.upper <= a.upper, FALSE)) AS value_within
    FROM dated AS a
    JOIN dated AS b ON b.thing = a.thing AND b.rank = 'preferred' AND NOT b.by_article
    WHERE a.by_article AND a.table_name <> 'gaps'
),
judged AS (
    SELECT id, witness, other_party, other_time, earliest_day, other_party AND NOT other_value AS only_party,
        CASE WHEN table_name = 'milestones' AND next_day THEN 'imprecise' WHEN table_name = 'milestones' AND other_time THEN 'contradicted' WHEN table_name = 'milestones' AND untimed THEN 'unverified'
            WHEN table_name = 'milestones' AND NOT undated AND NOT time_within THEN 'imprecise'
            WHEN table_name = 'milestones' AND undated THEN 'confirmed'
            WHEN table_name <> 'milestones' AND rank = 'deprecated' AND (other_party OR other_time) THEN 'contradicted' WHEN other_party THEN 'unverified'
            WHEN table_name <> 'milestones' AND other_time AND NOT same_year THEN 'unverified'
            WHEN other_value THEN CASE WHEN other_time THEN 'unverified' ELSE 'contradicted' END
            WHEN undated OR other_time OR table_name <> 'milestones' AND NOT value_within THEN 'imprecise' ELSE 'confirmed' END AS verdict
    FROM paired
),
nearest AS (
    SELECT id, verdict, witness, CASE WHEN only_party AND verdict = 'contradicted' THEN 'party' END AS aspect, ROW_NUMBER() OVER (
        PARTITION BY id ORDER BY CASE WHEN verdict = 'unverified' THEN 2 ELSE 1 END, other_party, other_time, earliest_day NULLS LAST, witness
    ) AS choice
    FROM judged
),
-- the lag between the dates of the checked reading, both of other sources
lagged AS (
    SELECT l.id, l.follower_statement AS witness, l.low_days, l.high_days,
        COALESCE(l.stated_low_days, l.stated_high_days) IS NULL AS silent, COALESCE(l.stated_low_days, l.low_days) AS stated_low, COALESCE(l.stated_high_days, l.high_days) AS stated_high
    FROM every_lag AS l
    JOIN readings AS g ON g.id = l.id AND g.reading = 'article'
    JOIN readings AS a ON a.id = l.leader_statement AND a.reading = 'checked'
    JOIN readings AS b ON b.id = l.follower_statement AND b.reading = 'checked'
    JOIN dated AS x ON x.id = l.leader_statement AND NOT x.by_article
    JOIN dated AS y ON y.id = l.follower_statement AND NOT y.by_article
    WHERE l.low_days IS NOT NULL
),
lags_judged AS (
    SELECT id, witness,
        CASE WHEN silent AND high_days < 0 THEN 'contradicted' WHEN silent AND low_days <= 0 THEN 'unverified' WHEN silent THEN 'confirmed'
            WHEN low_days > stated_high OR high_days < stated_low THEN 'contradicted' WHEN low_days >= stated_low AND high_days <= stated_high THEN 'confirmed' ELSE 'imprecise' END AS verdict
    FROM lagged
),
-- where the checked reading itself has two datings, the harder verdict stands
hardest AS (
    SELECT id, verdict, witness, ROW_NUMBER() OVER (
        PARTITION BY id ORDER BY CASE verdict WHEN 'contradicted' THEN 1 WHEN 'imprecise' THEN 2 WHEN 'unverified' THEN 3 ELSE 4 END, witness
    ) AS choice
    FROM lags_judged
),
found AS (
    SELECT id, verdict, witness, aspect FROM nearest WHERE choice = 1
    UNION ALL SELECT id, verdict, witness, NULL AS aspect FROM hardest WHERE choice = 1
)
SELECT s.id,
    CASE WHEN f.verdict IN ('imprecise', 'contradicted') THEN f.verdict
        WHEN e.severity = 'high' THEN 'contradicted' WHEN e.id IS NOT NULL THEN 'imprecise'
        ELSE COALESCE(f.verdict, 'unverified') END AS verdict,
    CASE WHEN COALESCE(f.verdict, 'unverified') <> 'unverified' THEN f.witness ELSE e.other END AS witness,
    f.aspect
FROM every_statement AS s
JOIN sources AS c ON c.id = s.source AND c.kind = 'article'
LEFT JOIN found AS f ON f.id = s.id
LEFT JOIN explained AS e ON e.id = s.id

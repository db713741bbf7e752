-- table:   What SQL alone finds wrong: the same thing with dates or values that exclude each other, and lags that their
--          own dates refute.
-- uses:    every_statement, spans, every_lag
-- columns: statement_a, statement_b VARCHAR (a < b) | basis VARCHAR (date, value or lag)
WITH stated AS (
    SELECT DISTINCT id, CAST(stated_low_days AS DOUBLE) AS lower, CAST(stated_high_days AS DOUBLE) AS upper
    FROM every_lag
),
-- lags compare in days, whatever unit they are stated in
dated AS (
    SELECT s.id, s.fact_key, s.table_name, s.source, s.rank = 'deprecated' AS retired,
        CASE WHEN s.table_name = 'gaps' THEN g.lower ELSE s.lower END AS lower,
        CASE WHEN s.table_name = 'gaps' THEN g.upper ELSE s.upper END AS upper,
        d.earliest_day, d.latest_day
    FROM every_statement AS s
    LEFT JOIN spans AS d ON d.id = s.id
    LEFT JOIN stated AS g ON g.id = s.id
),
pairs AS (
    SELECT a.id AS statement_a, b.id AS statement_b, a.table_name,
        a.latest_day < b.earliest_day OR b.latest_day < a.earliest_day AS other_time,
        a.upper < b.lower OR b.upper < a.lower AS other_value
    FROM dated AS a
    JOIN dated AS b ON b.fact_key = a.fact_key AND a.id < b.id
    -- what is deprecated still contradicts its own source, but nobody else
    WHERE a.source = b.source OR NOT (a.retired OR b.retired)
),
dates AS (
    SELECT statement_a, statement_b, 'date' AS basis FROM pairs WHERE table_name = 'milestones' AND other_time
),
amounts_apart AS (
    SELECT statement_a, statement_b, 'value' AS basis
    FROM pairs
    WHERE table_name <> 'milestones' AND other_value AND NOT COALESCE(other_time, FALSE)
),
compared AS (
    SELECT l.id, l.leader_statement, l.follower_statement, l.agrees,
        a.source AS leader_source, b.source AS follower_source,
        g.source = a.source AND g.source = b.source OR NOT (g.retired OR a.retired OR b.retired) AS counts
    FROM every_lag AS l
    JOIN dated AS g ON g.id = l.id
    JOIN dated AS a ON a.id = l.leader_statement
    JOIN dated AS b ON b.id = l.follower_statement
),
-- a refuted lag clashes with the milestone whose dating varies in its source, or with the follower where neither varies
versions AS (
    SELECT id, leader_source, follower_source,
        COUNT(DISTINCT leader_statement) AS leaders, COUNT(DISTINCT follower_statement) AS followers
    FROM compared
    GROUP BY id, leader_source, follower_source
),
refuted AS (
    SELECT c.id,
        CASE WHEN v.leaders > 1 AND v.followers = 1 THEN c.leader_statement
            ELSE c.follower_statement END AS milestone_statement
    FROM compared AS c
    JOIN versions AS v ON v.id = c.id
        AND v.leader_source = c.leader_source AND v.follower_source = c.follower_source
    WHERE c.counts AND NOT c.agrees
)
SELECT statement_a, statement_b, basis FROM dates
UNION ALL
SELECT statement_a, statement_b, basis FROM amounts_apart
UNION ALL
SELECT DISTINCT CASE WHEN id < milestone_statement THEN id ELSE milestone_statement END AS statement_a,
    CASE WHEN id < milestone_statement THEN milestone_statement ELSE id END AS statement_b, 'lag' AS basis
FROM refuted

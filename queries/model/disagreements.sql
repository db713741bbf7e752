-- view:    What SQL alone finds wrong: the same thing with dates or values that exclude each other, and lags their own dates refute.
-- uses:    statements, spans, lags
-- columns: statement_a, statement_b VARCHAR (a < b) | basis VARCHAR (date, value or lag)
WITH stated AS (
    SELECT DISTINCT id, CAST(stated_low_days AS DOUBLE) AS lower, CAST(stated_high_days AS DOUBLE) AS upper FROM lags
),
-- lags compare in days, whatever unit they are stated in; what is deprecated contradicts nobody
dated AS (
    SELECT s.id, s.thing, s.table_name, CASE WHEN s.table_name = 'gaps' THEN g.lower ELSE s.lower END AS lower,
        CASE WHEN s.table_name = 'gaps' THEN g.upper ELSE s.upper END AS upper, d.earliest_day, d.latest_day
    FROM statements AS s
    LEFT JOIN spans AS d ON d.id = s.id
    LEFT JOIN stated AS g ON g.id = s.id
    WHERE s.rank <> 'deprecated'
),
pairs AS (
    SELECT a.id AS statement_a, b.id AS statement_b, a.table_name,
        a.latest_day < b.earliest_day OR b.latest_day < a.earliest_day AS other_time,
        a.upper < b.lower OR b.upper < a.lower AS other_value
    FROM dated AS a
    JOIN dated AS b ON b.thing = a.thing AND a.id < b.id
),
dates AS (
    SELECT statement_a, statement_b, 'date' AS basis FROM pairs WHERE table_name = 'milestones' AND other_time
),
amounts_apart AS (
    SELECT statement_a, statement_b, 'value' AS basis FROM pairs WHERE table_name <> 'milestones' AND other_value AND NOT COALESCE(other_time, FALSE)
),
-- a refuted lag clashes with the milestone whose dating varies, or with the follower where neither varies
versions AS (
    SELECT id, COUNT(DISTINCT leader_statement) AS leaders, COUNT(DISTINCT follower_statement) AS followers FROM lags GROUP BY id
),
refuted AS (
    SELECT l.id, CASE WHEN v.leaders > 1 AND v.followers = 1 THEN l.leader_statement ELSE l.follower_statement END AS milestone_statement
    FROM lags AS l
    JOIN versions AS v ON v.id = l.id
    JOIN dated AS g ON g.id = l.id
    WHERE NOT l.agrees
)
SELECT statement_a, statement_b, basis FROM dates
UNION ALL
SELECT statement_a, statement_b, basis FROM amounts_apart
UNION ALL
SELECT DISTINCT CASE WHEN id < milestone_statement THEN id ELSE milestone_statement END AS statement_a,
    CASE WHEN id < milestone_statement THEN milestone_statement ELSE id END AS statement_b, 'lag' AS basis
FROM refuted

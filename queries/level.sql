-- question: When did each reach one level of a measure, how long after its launch, and after the other side?
-- params:   measure VARCHAR (an id of measures) | level DOUBLE (unit; one of those that the question levels gives)
-- columns:  id VARCHAR (the first count at the level or over it) | subject VARCHAR | measure VARCHAR | unit VARCHAR
--           | level DOUBLE (unit) | side_rank INTEGER
--           | before_id VARCHAR NULL (the last count below, or the launch) | first_day INTEGER NULL (day number)
--           | last_day INTEGER (day number) | launch_id VARCHAR NULL
--           | launch_low_days INTEGER NULL (days from its launch)
--           | launch_high_days INTEGER NULL (days from its launch)
--           | leader VARCHAR NULL (who of the other side was there before, on the same topic)
--           | low_days INTEGER NULL (days after the leader) | high_days INTEGER NULL (days after the leader)
WITH lagged AS (
    SELECT *, ROW_NUMBER() OVER (
            PARTITION BY follower, measure, unit, level ORDER BY low_days DESC, high_days DESC, leader
        ) AS row_number
    FROM level_lags
)
SELECT p.id, p.subject, p.measure, p.unit, p.level, p.side_rank, p.before_id, p.first_day, p.last_day, p.launch_id,
    CASE WHEN p.first_day >= p.launch_first THEN GREATEST(p.first_day - p.launch_last, 0) END AS launch_low_days,
    CASE WHEN p.first_day >= p.launch_first THEN p.last_day - p.launch_first END AS launch_high_days,
    l.leader, l.low_days, l.high_days
FROM passed_levels AS p
LEFT JOIN lagged AS l ON l.row_number = 1
    AND l.follower = p.subject AND l.measure = p.measure AND l.unit = p.unit AND l.level = p.level
WHERE p.measure = getvariable('measure') AND p.level = CAST(getvariable('level') AS DOUBLE)
ORDER BY p.last_day, p.first_day NULLS LAST, p.subject, p.unit

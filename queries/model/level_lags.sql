-- view:    How long after one side the other reached a level of a measure: of each topic the product of either that has
--          reached the highest level or, where the data have no topics, of all products. Where the order is not known,
--          nothing lags.
-- uses:    passed_levels, statements
-- columns: id VARCHAR (`level/<measure>/<subject>/<subject>`) | measure, unit VARCHAR | level DOUBLE (unit)
--          | leader, follower VARCHAR (subjects)
--          | leader_statement, follower_statement VARCHAR (the first count of each at the level or over it)
--          | low_days, high_days INTEGER (days; positive = follower later)
--          | precision_rank BIGINT (1 = of all levels of these two the lag known best, the highest of these)
WITH topics_used AS (
    SELECT COUNT(topic) AS topics FROM milestones
),
known AS (
    SELECT * FROM passed_levels WHERE is_compared AND first_day IS NOT NULL
),
subject_topics AS (
    SELECT DISTINCT s.product AS subject, m.topic
    FROM statements AS s
    JOIN milestones AS m ON m.id = s.id
    WHERE m.topic IS NOT NULL AND m.kind IN ('demo', 'launch')
    UNION ALL
    SELECT DISTINCT k.subject, '' AS topic
    FROM known AS k
    CROSS JOIN topics_used AS t
    WHERE t.topics = 0
),
highest AS (
    SELECT k.measure, k.unit, t.topic, k.side_rank, k.subject, MAX(k.level) AS level
    FROM known AS k
    JOIN subject_topics AS t ON t.subject = k.subject
    GROUP BY k.measure, k.unit, t.topic, k.side_rank, k.subject
),
ranked AS (
    SELECT *, ROW_NUMBER() OVER (
            PARTITION BY measure, unit, topic, side_rank ORDER BY level DESC, subject
        ) AS row_number
    FROM highest
),
related AS (
    SELECT DISTINCT a.measure, a.unit, a.subject AS first_subject, b.subject AS second_subject
    FROM ranked AS a
    JOIN ranked AS b ON b.measure = a.measure AND b.unit = a.unit AND b.topic = a.topic
    WHERE a.row_number = 1 AND b.row_number = 1 AND a.side_rank = 1 AND b.side_rank = 2
),
reached AS (
    SELECT 'level/' || a.measure || '/' || LEAST(a.subject, b.subject) || '/' || GREATEST(a.subject, b.subject) AS id,
        a.measure, a.unit, a.level,
        a.subject AS first_subject, b.subject AS second_subject, a.id AS first_statement, b.id AS second_statement,
        b.first_day - a.last_day AS low_days, b.last_day - a.first_day AS high_days,
        ROW_NUMBER() OVER (
            PARTITION BY a.measure, a.subject, b.subject
            ORDER BY a.last_day - a.first_day + b.last_day - b.first_day, a.level DESC, a.unit
        ) AS precision_rank
    FROM known AS a
    JOIN known AS b ON b.measure = a.measure AND b.unit = a.unit AND b.level = a.level
    JOIN related AS r ON r.measure = a.measure AND r.unit = a.unit
        AND r.first_subject = a.subject AND r.second_subject = b.subject
    WHERE a.side_rank = 1 AND b.side_rank = 2
)
SELECT id, measure, unit, level, first_subject AS leader, second_subject AS follower,
    first_statement AS leader_statement, second_statement AS follower_statement, low_days, high_days, precision_rank
FROM reached
WHERE low_days > 0
UNION ALL
SELECT id, measure, unit, level, second_subject AS leader, first_subject AS follower,
    second_statement AS leader_statement, first_statement AS follower_statement,
    -high_days AS low_days, -low_days AS high_days, precision_rank
FROM reached
WHERE high_days < 0

-- view:    Pairs across the two compared that gaps.csv does not list: the first demo, launch and charge of each on one
--          topic; where the data have no topics, the only one of that kind that either has.
-- uses:    sided_statements, lags
-- columns: id VARCHAR (`auto/<topic>/<kind>`) | leader_statement, follower_statement VARCHAR
--          | low_days, high_days INTEGER (days; positive = follower later)
WITH events AS (
    SELECT s.id, s.side_rank, m.milestone, m.kind, COALESCE(m.topic, '') AS topic, s.earliest_day, s.latest_day
    FROM sided_statements AS s
    JOIN milestones AS m ON m.id = s.id
    WHERE s.is_compared AND m.kind IN ('demo', 'launch', 'monetisation') AND s.earliest_day IS NOT NULL
),
topics_used AS (
    SELECT COUNT(topic) AS topics FROM milestones
),
counted AS (
    SELECT side_rank, topic, kind, COUNT(DISTINCT milestone) AS milestones
    FROM events
    GROUP BY side_rank, topic, kind
),
ordered AS (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY side_rank, topic, kind ORDER BY earliest_day, latest_day, milestone, id
    ) AS row_number
    FROM events
),
firsts AS (
    SELECT o.side_rank, o.topic, o.kind, o.milestone, o.earliest_day, o.latest_day
    FROM ordered AS o
    JOIN counted AS c ON c.side_rank = o.side_rank AND c.topic = o.topic AND c.kind = o.kind
    CROSS JOIN topics_used AS t
    WHERE o.row_number = 1 AND (o.topic <> '' OR t.topics = 0 AND c.milestones = 1)
),
matched AS (
    SELECT a.topic, a.kind,
        CASE WHEN b.earliest_day < a.earliest_day THEN b.milestone ELSE a.milestone END AS leader,
        CASE WHEN b.earliest_day < a.earliest_day THEN a.milestone ELSE b.milestone END AS follower
    FROM firsts AS a
    JOIN firsts AS b ON b.topic = a.topic AND b.kind = a.kind
    WHERE a.side_rank = 1 AND b.side_rank = 2
),
listed AS (
    SELECT leader, follower FROM lags
    UNION
    SELECT follower AS leader, leader AS follower FROM lags
)
SELECT 'auto/' || CASE WHEN m.topic = '' THEN '' ELSE m.topic || '/' END || m.kind AS id,
    a.id AS leader_statement, b.id AS follower_statement,
    b.earliest_day - a.latest_day AS low_days, b.latest_day - a.earliest_day AS high_days
FROM matched AS m
JOIN events AS a ON a.milestone = m.leader
JOIN events AS b ON b.milestone = m.follower
LEFT JOIN listed AS l ON l.leader = m.leader AND l.follower = m.follower
WHERE l.leader IS NULL

-- question: What was counted over time, and of how many?
-- params:
-- columns:  measure VARCHAR | subjects BIGINT | followed BIGINT (subjects counted more than once)
--           | compared BIGINT (of these, those of the two sides compared) | counts BIGINT
WITH by_subject AS (
    SELECT measure, unit, subject, COUNT(*) AS counts, COUNT(*) FILTER (WHERE is_compared) AS compared_counts
    FROM series
    GROUP BY measure, unit, subject
)
SELECT measure, COUNT(*) AS subjects, COUNT(*) FILTER (WHERE counts > 1) AS followed,
    COUNT(*) FILTER (WHERE compared_counts > 1) AS compared, CAST(SUM(counts) AS BIGINT) AS counts
FROM by_subject
GROUP BY measure
ORDER BY compared DESC, followed DESC, counts DESC, measure

-- view:    Who is compared with whom, and then the other sides.
-- uses:    compared_parties, side_order
-- columns: id VARCHAR (of a side, or of an organization compared by itself)
--          | side_rank INTEGER (1 and 2 are compared, others neutral) | is_compared BOOLEAN
SELECT first AS id, 1 AS side_rank, TRUE AS is_compared FROM compared_parties
UNION ALL
SELECT second AS id, 2 AS side_rank, TRUE AS is_compared FROM compared_parties
UNION ALL
SELECT s.id, s.line + a.shift AS side_rank, FALSE AS is_compared
FROM side_order AS s
JOIN compared_parties AS a ON s.id <> a.first AND s.id <> a.second

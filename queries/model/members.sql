-- view:    The party each organization belongs to: itself where it is compared by itself, or else its side.
-- uses:    affiliations, compared_parties
-- columns: organization VARCHAR | side VARCHAR (the party) | side_rank INTEGER | is_compared BOOLEAN
SELECT f.organization,
    CASE WHEN f.own IN (a.first, a.second) THEN f.own ELSE f.side END AS side,
    CASE WHEN f.own = a.first THEN 1 WHEN f.own = a.second THEN 2
        WHEN f.side = a.first THEN 1 WHEN f.side = a.second THEN 2 ELSE f.line + a.shift END AS side_rank,
    COALESCE(f.own IN (a.first, a.second), FALSE) OR f.side IN (a.first, a.second) AS is_compared
FROM affiliations AS f
CROSS JOIN compared_parties AS a

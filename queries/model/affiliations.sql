-- table:   What each organization may be compared as: by itself, or as a member of its side.
-- uses:    side_order
-- columns: organization VARCHAR | own VARCHAR (itself; NULL = a side has that id) | side VARCHAR | line INTEGER (its
--          side's)
SELECT o.id AS organization, CASE WHEN s.id IS NULL THEN o.id END AS own, o.side, l.line
FROM organizations AS o
JOIN side_order AS l ON l.id = o.side
LEFT JOIN sides AS s ON s.id = o.id

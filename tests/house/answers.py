"""What a GET answers to each of the people whom the tables of addresses name."""

# What a GET answers to: nobody, Ann (operator), Otto (elsewhere), Dai (director), Ada (admin).
OPEN = (200, 200, 200, 200, 200)
SIGNED_IN = (302, 200, 200, 200, 200)
BEHIND_THE_WALL = (302, 200, 404, 200, 404)
BEHIND_THE_WALL_FOR_LEADS = (302, 404, 404, 200, 404)
ADMIN = (302, 404, 404, 404, 200)
LEAD = (302, 404, 404, 200, 200)  # admins, and the director of the client
POST_ONLY = (405, 405, 405, 405, 405)
ELSEWHERE = (302, 302, 302, 302, 302)
NOWHERE = (404, 404, 404, 404, 404)

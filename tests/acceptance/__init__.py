"""What hurts the users of other systems, one test each, named after the complaint.

The number is that of the lesson; the name is its sentence. What only one room can break is proved
there in depth; here stands the lesson as a person would tell it.
"""

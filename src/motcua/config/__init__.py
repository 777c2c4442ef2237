"""How the rooms are put together: settings, addresses, reactions and the timetable."""

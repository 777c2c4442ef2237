"""motcua ("một cửa", the one door): a digital-government platform for a Vietnamese province."""

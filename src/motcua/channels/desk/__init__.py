"""The frame of every screen of officials: navigation, controls, banners, refusals."""

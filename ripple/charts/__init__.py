"""Places -> pictures. Altair only here; charts never see the store."""

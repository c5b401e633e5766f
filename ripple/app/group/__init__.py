"""The group's page, part by part."""

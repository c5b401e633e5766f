"""The papers that whoever answers for a group is asked for, from what is kept and what the hosts chose."""

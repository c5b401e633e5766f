"""What things cost, measured; each file is one command with ``--json`` for machines."""

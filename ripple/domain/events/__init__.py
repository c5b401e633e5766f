"""Everything that can happen in a group and in the directory of groups: a closed vocabulary."""

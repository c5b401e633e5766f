"""Acts in, places and numbers out: pure, no clock and no chance of its own.

pond      all ripples of one group, growing act by act; the door to the rest
arrivals  the acts as they come, change and go, and who hears of it
lineage   who descends from whom
forest    what every ripple has grown to
tally     acts as counts and times
numbers   the honest numbers of a group and of a ripple
layout    where an act goes and stays: sites for starts, rings around them, ground to look around on;
          hues for ripples
people    who was with whom; circles for who belongs together, seats for where they are drawn
detail    a pond of any size in a few thousand marks
"""

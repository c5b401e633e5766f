"""Files that other programs wrote: opened as a table, its columns recognised, its rows told as acts."""

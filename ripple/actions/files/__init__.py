"""Files of acts and of whole groups: read, checked, taken in and given back."""
